import { Refusal } from '../refusal.ts';
import type { Sliced } from './constants.ts';
import { type Counted, type Line, type Meaning, meaningOf, type Pool } from './counted.ts';

/** What happens to one real number, as the file computes it, and as a line. */
export interface Step {
  readonly of: (value: number) => number;
  /** The result is factor · value + offset, then clamped. */
  readonly line: Line;
}

const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
const clamp = (value: number, { low, high }: Line): number => Math.min(Math.max(value, low), high);

export const straight = (of: Step['of'], factor: number, offset: number): Step => ({
  of,
  line: { factor, offset, low: NEGATIVE_INFINITY, high: POSITIVE_INFINITY },
});

export const clamping = (low: number, high: number): Step => ({
  of: (value) => Math.min(Math.max(value, low), high),
  line: { factor: 1, offset: 0, low, high },
});

/** A bound of infinity stays one, also where the factor is 0. */
const moved = (bound: number, { factor, offset }: Line): number => (factor === 0 ? offset : factor * bound + offset);

const behind = (first: Line, then: Line): Line => {
  const bounds = [moved(first.low, then), moved(first.high, then)];
  return {
    factor: first.factor * then.factor,
    offset: first.offset * then.factor + then.offset,
    low: clamp(Math.min(...bounds), then),
    high: clamp(Math.max(...bounds), then),
  };
};

const followed = ({ of, line }: Meaning, step: Step): Meaning => ({
  of: (value) => step.of(of(value)),
  line: behind(line, step.line),
});

/** The value with a step behind what it stands for, of its own for each slice of `along`. */
export const stepped = (x: Counted, along: Sliced, stepAt: (constant: number, slice: number) => Step): Counted => {
  const { real: _, ...rest } = x;
  const steps = along.values.map(stepAt);
  if (x.pool) refuseBehind(x.pool, along, steps);
  if (steps.length === 1)
    return { ...rest, meanings: x.meanings.map((meaning) => followed(meaning, steps[0] as Step)) };
  if (x.meanings.length > 1 && x.axis !== along.axis)
    throw new Refusal(`constants along axis ${along.axis} behind others along axis ${x.axis}`);
  const meanings = steps.map((step, slice) => followed(meaningOf(x, slice), step));
  return { ...rest, meanings, axis: along.axis };
};

/** What a pool of numbers that are not quantised yet does not allow behind it. */
const refuseBehind = ({ isMoved }: Pool, { axis }: Sliced, steps: readonly Step[]): void => {
  if (steps.some(({ line }) => line.factor < 0))
    throw new Refusal('turns round what a MaxPool before it found: put a Quant before the pool');
  if (steps.length > 1 && (isMoved || axis > 1))
    throw new Refusal('constants along an axis behind a pool: put a Quant before the pool');
};

export const everywhere: Sliced = { values: [0], axis: 0 };

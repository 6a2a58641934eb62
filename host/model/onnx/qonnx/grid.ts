import type { Context } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Counted, Line, Meaning } from './counted.ts';
import { countedAt } from './inputs.ts';
import { quantized } from './levels.ts';
import { straight } from './meanings.ts';
import type { Quantizer } from './quantizers.ts';

/** factor · (n - zero) + rest; factors and rests are one for all or one for each slice along the value's axis. */
export interface Grid {
  readonly factors: readonly number[];
  /** Whole. */
  readonly zero: number;
  /** All 0 where `zero` stands for 0. */
  readonly rests: readonly number[];
}

const MOST_ZERO = 2 ** 15;
const MOST_CODES = 256;

/** A value whose whole numbers can be summed up, and on what grid they lie. */
export interface Gridded {
  readonly value: Counted;
  readonly grid: Grid;
}

/**
 * An input that is to be summed up. Codes behind an activation become new codes where its results lie on the grid.
 * @throws Refusal for what has no such form
 */
export const griddedAt = (context: Context, index: number): Gridded => gridded(context, countedAt(context, index));

export const gridded = (context: Context, given: Counted): Gridded => {
  if (given.pool) throw new Refusal('the greatest of what is not quantised: put a Quant before it');
  if (given.isReal) throw new Refusal('an input that is not quantised: put a Quant before it');
  const value = given.meanings.every((meaning) => isEven(given, meaning)) ? given : recoded(context, given);
  return { value, grid: gridOf(value) };
};

const isEven = ({ least, most }: Counted, { line: { factor, offset, low, high } }: Meaning): boolean =>
  factor !== 0 && [factor * least + offset, factor * most + offset].every((end) => end >= low && end <= high);

const gridOf = ({ meanings }: Counted): Grid => {
  const places = meanings.map(({ of, line: { factor, offset } }) => {
    const zero = Math.round(-offset / factor) + 0;
    if (!(Math.abs(zero) <= MOST_ZERO))
      throw new Refusal(`an input whose codes have the zero point ${-offset / factor}`);
    return { zero, rest: of(zero) };
  });
  const zero = places[0]?.zero ?? 0;
  if (places.some((one) => one.zero !== zero)) throw new Refusal('an input with several zero points');
  return { factors: meanings.map(({ line }) => line.factor), zero, rests: places.map(({ rest }) => rest) };
};

const NEAR = 1e-9;
const UNEVEN = 'an input that is not on an even grid (an activation came after its quantiser): put a Quant before it';

/** The same real numbers as codes of the line without its bounds. */
const recoded = (context: Context, x: Counted): Counted => {
  const { least, most, meanings } = x;
  if (most - least >= MOST_CODES) throw new Refusal(UNEVEN);
  const list = meanings.map(({ of, line }): Quantizer => {
    const { factor, offset } = line;
    const code = (value: number) => Math.round((value - offset) / factor) + 0;
    const reals = Array.from({ length: most - least + 1 }, (_, at) => of(least + at));
    if (factor === 0 || reals.some((real) => Math.abs((real - offset) / factor - code(real)) > NEAR))
      throw new Refusal(UNEVEN);
    return { code, real: (value) => value, meaning: unbounded(reals, code, line) };
  });
  return quantized(context, x, { list, along: { values: list.map((_, slice) => slice), axis: x.axis }, bits: x.bits });
};

/** What codes stand for, as the file computed it. */
const unbounded = (reals: readonly number[], code: (value: number) => number, { factor, offset }: Line): Meaning => {
  const known = new Map(reals.map((real) => [code(real), real]));
  return straight((whole) => known.get(whole) ?? factor * whole + offset, factor, offset);
};

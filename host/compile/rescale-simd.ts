import { FLOOR_BITS, Form, NEAREST_BITS } from '../../assembly/shared/simd_layout.ts';
import type { Interval } from './channels/interval.ts';
import { bitsOf, floatOf } from './float-bits.ts';
import { agrees, type OutputSteps, outputSteps, type Rescaling } from './output-steps.ts';

export type FloatForm = Exclude<Form, Form.EXACT | Form.EVEN>;

/** What assembly/arith/simd/rescale.ts takes of each channel besides the sum: float64 for the form `DOUBLE`, else float32. */
export interface FloatRescale {
  /** Added to the sum's bias, whole. */
  readonly shift: number;
  readonly scale: number;
  /** `FLOOR`: added to the scaled sum. Else it moves the scaled sum away from zero. */
  readonly offset: number;
}

/**
 * A float32 of 1.5 · 2^23 plus something small holds the something in its lowest bits: adding rounds to a whole number, ties to
 * even. Of 1.5 · 2^15, they hold its 256 fold. A float64 has more of them, the lowest 32 are taken.
 */
export const NEAREST = floatOf(NEAREST_BITS);
export const DOUBLE = 1.5 * 2 ** 52;
const FLOOR = floatOf(FLOOR_BITS);
const FRACTION = 256;

const { fround } = Math;
const bounded = (value: number, { min, max }: Interval): number => Math.max(min, Math.min(max, value));
const S8: Interval = { min: -128, max: 127 };
const S16: Interval = { min: -(2 ** 15), max: 2 ** 15 - 1 };

/**
 * What the kernels compute, step by step, before the activation's limits. No value where a word overflows, or where the rounded
 * float is not positive, whose word would grow as the float falls: elsewhere, outputs never fall as sums grow.
 */
const formulas: Readonly<Record<FloatForm, (sum: number, rescale: FloatRescale, zero: number) => number>> = {
  [Form.FLOOR]: (sum, { scale, offset }) => {
    const rounded = fround(fround(fround(sum) * scale) + offset);
    return rounded > 0 ? bounded(bitsOf(rounded) - FLOOR_BITS, S16) >> 8 : Number.NaN;
  },
  [Form.NEAREST]: (sum, { scale, offset }, zero) => {
    const scaled = fround(fround(sum) * scale);
    const rounded = fround(fround(scaled + away(scaled, offset)) + (NEAREST + zero));
    return rounded > 0 ? bounded(bitsOf(rounded) - NEAREST_BITS, S8) : Number.NaN;
  },
  [Form.DOUBLE]: (sum, { scale, offset }, zero) => {
    const scaled = sum * scale;
    const word = scaled + away(scaled, offset) + (DOUBLE + zero) - DOUBLE;
    return isWord(word) ? bounded(word, S8) : Number.NaN;
  },
};

const away = (scaled: number, offset: number): number => (scaled < 0 || Object.is(scaled, -0) ? -offset : offset);
const isWord = (value: number): boolean => value === (value | 0);

/** Candidates for a scale next to the real one: what lies between the steps as that scale sees them. */
const proposals: Readonly<
  Record<FloatForm, (steps: OutputSteps, scale: number, rescaling: Rescaling) => FloatRescale[]>
> = {
  [Form.FLOOR]: (steps, scale, { zero }) => floors(steps, scale, zero),
  [Form.NEAREST]: (steps, scale, { zero }) => nearests(steps, scale, zero),
  [Form.DOUBLE]: (_, __, { rescale }) => doubles(rescale.multiplier * 2 ** (rescale.shift - 31), rescale.shift),
};

/** How many neighbouring float32 scales are tried on each side of the nearest one. */
const NEIGHBOURS = 24;

/** The float32 that many places further. */
const neighbour = (value: number, places: number): number => floatOf(bitsOf(value) + places);

/**
 * Parameters that give the reference's output for every sum that can occur, proven step by step; undefined where none were found.
 */
export const floatRescale = (rescaling: Rescaling, form: FloatForm): FloatRescale | undefined => {
  const { rescale, zero, limits } = rescaling;
  const steps = outputSteps(rescaling);
  if (!steps) return undefined;
  const isRight = (candidate: FloatRescale): boolean =>
    agrees((sum) => {
      const shifted = sum + candidate.shift;
      return isWord(shifted) ? bounded(formulas[form](shifted, candidate, zero), limits) : Number.NaN;
    }, steps);
  const nearest = fround(rescale.multiplier * 2 ** (rescale.shift - 31));
  for (let at = 0; at <= (form === Form.DOUBLE ? 0 : 2 * NEIGHBOURS); at++) {
    const scale = neighbour(nearest, at % 2 === 0 ? at / 2 : -(at + 1) / 2);
    const found = proposals[form](steps, scale, rescaling).find(isRight);
    if (found) return found;
  }
  return undefined;
};

/** How far sums are shifted at most beyond what centres the outputs. */
const SHIFTS = 400;
const MOST_CANDIDATES = 12;

/**
 * floor(sum · scale + b): b has 8 bits behind the point, so sums are shifted by whole numbers, too, until both together lie near
 * the middle of what the steps allow.
 */
const floors = ({ steps }: OutputSteps, scale: number, zero: number): FloatRescale[] => {
  let [min, max] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { sum, value } of steps) {
    min = Math.max(min, value - sum * scale);
    max = Math.min(max, value - (sum - 1) * scale);
  }
  if (min > max) return [];
  const middle = min === Number.NEGATIVE_INFINITY ? zero + 0.5 : (min + max) / 2 - 0.5 / FRACTION;
  const centre = scale === 0 ? 0 : Math.round(middle / scale);
  const candidates = Array.from({ length: scale === 0 ? 1 : 2 * SHIFTS + 1 }, (_, at) => {
    const shift = centre + at - SHIFTS;
    const offset = Math.round((middle - shift * scale) * FRACTION) / FRACTION;
    return { distance: Math.abs(middle - shift * scale - offset), shift, offset };
  });
  return candidates
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_CANDIDATES)
    .map(({ shift, offset }) => ({ shift, scale, offset: FLOOR + offset }));
};

/** round(sum · scale ± offset): what lies below zero is moved down, the rest up, as the reference's ties are. */
const nearests = ({ steps }: OutputSteps, scale: number, zero: number): FloatRescale[] => {
  let [min, max] = [0, 0.5];
  for (const { sum, value } of steps) {
    const tie = value - zero - 0.5;
    const [first, before] = [sum, sum - 1].map((one) => fround(fround(one) * scale)) as [number, number];
    if (sum > 0) min = Math.max(min, tie - first);
    else max = Math.min(max, first - tie);
    if (sum > 0 && before >= 0) max = Math.min(max, tie - before);
    else min = Math.max(min, before - tie);
  }
  return min > max ? [] : [{ shift: 0, scale, offset: fround((min + max) / 2) }];
};

/**
 * The reference rounds to 2^shift first, which reaches a tie half of that earlier; in float64 there is room for the real scale.
 * On the tie itself, a little more or less decides.
 */
const doubles = (scale: number, shift: number): FloatRescale[] =>
  [1, -1, 0].map((side) => ({ shift: 0, scale, offset: 2 ** (shift - 1) * (1 + side * 2 ** -30) }));

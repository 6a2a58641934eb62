import { FLOOR_BITS, Form, NEAREST_BITS } from '../../assembly/shared/simd_layout.ts';
import type { Interval } from './channels/interval.ts';
import { bitsOf, floatOf } from './float-bits.ts';
import { agrees, type OutputSteps, outputSteps, type Rescaling } from './output-steps.ts';

export type FloatForm = Form.FLOOR | Form.NEAREST;

/** What assembly/arith/simd/rescale.ts takes of each channel besides the sum. */
export interface FloatRescale {
  /** Added to the sum's bias, whole. */
  readonly shift: number;
  /** float32 */
  readonly scale: number;
  /** float32; `FLOOR`: added to the scaled sum. `NEAREST`: moves it away from zero. */
  readonly offset: number;
}

/**
 * A float32 of 1.5 · 2^23 plus something small holds the something in its lowest bits: adding rounds to a whole number, ties to
 * even. Of 1.5 · 2^15, they hold its 256 fold.
 */
export const NEAREST = floatOf(NEAREST_BITS);
const FLOOR = floatOf(FLOOR_BITS);
const FRACTION = 256;

const { fround } = Math;
const bounded = (value: number, { min, max }: Interval): number => Math.max(min, Math.min(max, value));
const S8: Interval = { min: -128, max: 127 };
const S16: Interval = { min: -(2 ** 15), max: 2 ** 15 - 1 };

/**
 * What the kernels compute, step by step, before the activation's limits. Its order lasts while the rounded float is positive:
 * below, the word grows as the float falls. There, and where a sum wraps around, it has no value.
 */
const rescaled = (sum: number, form: FloatForm, { shift, scale, offset }: FloatRescale, zero: number): number => {
  const shifted = sum + shift;
  if (shifted !== (shifted | 0)) return Number.NaN;
  const scaled = fround(fround(shifted) * scale);
  const away = scaled < 0 || Object.is(scaled, -0) ? -offset : offset;
  const rounded = fround(form === Form.FLOOR ? scaled + offset : fround(scaled + away) + (NEAREST + zero));
  if (rounded <= 0) return Number.NaN;
  return form === Form.FLOOR
    ? bounded(bitsOf(rounded) - FLOOR_BITS, S16) >> 8
    : bounded(bitsOf(rounded) - NEAREST_BITS, S8);
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
  const isRight = (candidate: FloatRescale) =>
    agrees((sum) => bounded(rescaled(sum, form, candidate, zero), limits), steps);
  const nearest = fround(rescale.multiplier * 2 ** (rescale.shift - 31));
  const propose = form === Form.FLOOR ? floors : nearests;
  for (let at = 0; at <= 2 * NEIGHBOURS; at++) {
    const scale = neighbour(nearest, at % 2 === 0 ? at / 2 : -(at + 1) / 2);
    const found = propose(steps, scale, zero).find(isRight);
    if (found) return found;
  }
  return undefined;
};

/** How far sums are shifted at most beyond what centres the outputs. */
const SHIFTS = 400;
const MOST_CANDIDATES = 4;

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

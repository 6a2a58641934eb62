import { doublingHighMultiply, expOfNegative } from './fixed-point.ts';
import { type Multiplier, quantizeMultiplier } from './quantize.ts';

/** Integer bits of the scaled distance to the row's maximum (internal/reference/softmax.h). */
const DIFFERENCE_BITS = 5;

/** What the distance 0 .. 255 of a value below the largest of its row stands for. */
export interface Distances {
  /** Brings distances to Q5.26. */
  readonly rescale: Multiplier;
  /** Beyond it exp is nothing. */
  readonly radius: number;
  /** Minus each distance, Q5.26; 0 beyond the radius, where it need not fit. */
  readonly scaled: readonly number[];
  /** exp of that, Q0.31; 0 beyond the radius. */
  readonly exp: readonly number[];
}

/** internal/quantization_util.cc, PreprocessSoftmaxScaling and CalculateInputRadius. */
export const distancesOf = (beta: number, scale: number): Distances => {
  const real = Math.min(beta * scale * 2 ** (31 - DIFFERENCE_BITS), 2 ** 31 - 1);
  const rescale = quantizeMultiplier(real);
  const radius = Math.floor(((2 ** DIFFERENCE_BITS - 1) * 2 ** (31 - DIFFERENCE_BITS)) / 2 ** rescale.shift);
  const within = (of: (distance: number) => number) =>
    Array.from({ length: 256 }, (_, distance) => (distance > radius ? 0 : of(distance)));
  const scaled = within((distance) => doublingHighMultiply(-distance << rescale.shift, rescale.multiplier));
  return { rescale, radius, scaled, exp: within((distance) => expOfNegative(scaled[distance] as number)) };
};

import { type Affine, type Multiplier, quantizeMultiplier } from './quantize.ts';

// How XNNPACK brings sums to the output's scale (google/XNNPACK, src/qs8-requantization/fp32-wasmsimd.c, src/qs8-vadd).

const { fround } = Math;

/** What lies beyond saturates every output, whatever its zero point. */
const BEYOND = 2 ** 23;

export const roundHalfEven = (value: number): number => {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
};

/** sum · scale in float32, to the nearest whole number, ties to even. */
export const requantizeFloat = (sum: number, { multiplier, shift }: Multiplier): number => {
  const scale = multiplier * 2 ** (shift - 31);
  const scaled = roundHalfEven(fround(fround(sum) * scale));
  return Math.max(-BEYOND, Math.min(BEYOND, scaled)) + 0;
};

/** sum · 2^(shift - 1), ties up; a shift of 0 and less. */
export const requantizeUp = (sum: number, { shift }: Multiplier): number => (sum + 2 ** -shift) >> (1 - shift);

/** Values of one scale in steps of another, a ratio in 256ths, ties up (google/XNNPACK, src/qs8-vcvt, src/qs8-vlrelu). */
export const rescaleByte = (difference: number, ratio: number): number =>
  (difference * roundHalfEven(256 * fround(ratio)) + 128) >> 8;

/** A real multiplier, rounded to float32. */
export const floatMultiplier = (real: number): Multiplier => ({
  ...quantizeMultiplier(fround(real)),
  rounds: 'float32',
});

/** Values of a product's scale in steps of the output's, which says how they are rounded. */
export const outputMultiplier = (product: number, { scale, rounding }: Affine): Multiplier =>
  rounding === 'xnnpack' ? floatMultiplier(fround(product) / scale) : quantizeMultiplier(product / scale);

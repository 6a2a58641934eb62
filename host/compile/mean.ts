import type { Multiplier } from './quantize.ts';

/**
 * The multiplier of a mean of `count` values, which divides their sum, too, as far as a shift of 31 bits reaches
 * (tensorflow/lite/kernels/internal/reference/reduce.h, QuantizedMeanOrSum).
 */
export const meanMultiplier = ({ multiplier, shift }: Multiplier, count: number): Multiplier => {
  const bits = Math.min(Math.floor(Math.log2(count)), 31 + shift);
  return { multiplier: Number((BigInt(multiplier) << BigInt(bits)) / BigInt(count)), shift: shift - bits };
};

import type { Affine } from './quantize.ts';
import { quantizeMultiplier } from './quantize.ts';

// In 16 bits, as tensorflow/lite/kernels/internal/reference/hard_swish.h has it.

const int16 = (x: number): number => (x << 16) >> 16;
const saturate = (x: number): number => Math.max(-32768, Math.min(32767, x));

/** DownScaleInt32ToInt16Multiplier (internal/common.h). */
const narrow = (multiplier: number): number => Math.min(32767, (multiplier + 2 ** 15) / 2 ** 16) | 0;

const doublingHighMultiply = (a: number, b: number): number => (a * b + 2 ** 14) >> 15;

/** gemmlowp's RoundingDivideByPOT of 16 bits, whose mask of 16 ones and more is -1. */
const roundingShiftRight = (x: number, exponent: number): number => {
  const mask = int16(2 ** Math.min(exponent, 16) - 1);
  const threshold = (mask >> 1) + Number(x < 0);
  return (x >> exponent) + Number((x & mask) > threshold);
};

/** x in steps of the input's 1/128, brought to where 3 is 2^15. */
const reluish = (x: number, multiplier: number, exponent: number): number => {
  if (exponent <= 0) return roundingShiftRight(doublingHighMultiply(x, multiplier), -exponent);
  const shifted = saturate(x * 2 ** (exponent - 1));
  return saturate(2 * doublingHighMultiply(shifted, multiplier));
};

/** x · min(6, max(0, x + 3)) / 6 from int8 to int8. */
export const hardSwish = (from: Affine, to: Affine): ((value: number) => number) => {
  const fineScale = Math.fround(from.scale / 128);
  const output = quantizeMultiplier(Math.fround(fineScale / to.scale));
  const relu = quantizeMultiplier(Math.fround(fineScale / (3 / 32768)));
  return (value) => {
    const fine = (value - from.zero) * 128;
    const onOutputScale = doublingHighMultiply(fine, narrow(output.multiplier));
    const half = (reluish(fine, narrow(relu.multiplier), relu.shift) + 2 ** 15) >> 1;
    const product = Math.trunc((half * onOutputScale) / 2 ** 15);
    const shifted = int16(roundingShiftRight(product, -output.shift) + to.zero);
    return Math.max(-128, Math.min(127, shifted));
  };
};

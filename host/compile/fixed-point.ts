import type { Multiplier } from './quantize.ts';
import { requantizeFloat, requantizeUp } from './requantize-xnnpack.ts';

// Fixed-point arithmetic as gemmlowp defines it (google/gemmlowp, fixedpoint/fixedpoint.h), for tables made at build time.

export const doublingHighMultiply = (a: number, b: number): number => {
  if (a === -(2 ** 31) && b === -(2 ** 31)) return 2 ** 31 - 1;
  // In halves of b, so that every product is exact in a double.
  const [high, low] = [Math.floor(b / 2 ** 16), b & 0xffff];
  return Math.floor((a * high + Math.floor((a * low + 2 ** 30) / 2 ** 16)) / 2 ** 15);
};

/** gemmlowp's RoundingDivideByPOT for 0 .. 31: to nearest, ties away from zero. */
export const roundingShiftRight = (x: number, exponent: number): number => {
  const mask = 2 ** exponent - 1;
  const threshold = Math.floor(mask / 2) + (x < 0 ? 1 : 0);
  return (x >> exponent) + ((x & mask) > threshold ? 1 : 0);
};

/** tensorflow/lite/kernels/internal/common.h, MultiplyByQuantizedMultiplier with double rounding. */
const requantizeTwice = (x: number, { multiplier, shift }: Multiplier): number => {
  const shifted = shift > 0 ? x << shift : x;
  return roundingShiftRight(doublingHighMultiply(shifted, multiplier), shift < 0 ? -shift : 0);
};

const ways = { twice: requantizeTwice, float32: requantizeFloat, up: requantizeUp };

/** A word times a real multiplier, as a whole number. */
export const requantize = (x: number, rescale: Multiplier): number => ways[rescale.rounds ?? 'twice'](x, rescale);

/** A word within limits, both ends included; beyond 32 bits it wraps first. */
export const clamp = (x: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Math.min(max, Math.max(min, x | 0));

const saturate = (x: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, x));

/** gemmlowp's SaturatingRoundingMultiplyByPOT for exponents of 0 and more. */
export const saturatingShiftLeft = (x: number, exponent: number): number => saturate(x * 2 ** exponent);

/** 2 / (1 + a) for a in [0, 1), Q0.31, as Q2.29: three steps of Newton and Raphson from 48/17 - 32/17 · (1 + a)/2. */
export const twiceReciprocal = (a: number): number => {
  const halfDenominator = Math.floor((a + 2 ** 31) / 2);
  let x = 1515870810 + doublingHighMultiply(halfDenominator, -1010580540);
  for (let step = 0; step < 3; step++) {
    const error = 2 ** 29 - doublingHighMultiply(halfDenominator, x);
    x += saturatingShiftLeft(doublingHighMultiply(x, error), 2);
  }
  return x;
};

/** exp(a) for a in [-1/4, 0), Q0.31: four terms of the series around -1/8. */
const expOfSmall = (a: number): number => {
  const x = a + 2 ** 28;
  const x2 = doublingHighMultiply(x, x);
  const x3 = doublingHighMultiply(x2, x);
  const x4 = doublingHighMultiply(x2, x2);
  const third = 715827883;
  const series = roundingShiftRight(doublingHighMultiply(roundingShiftRight(x4, 2) + x3, third) + x2, 1);
  const expOfEighth = 1895147668;
  return saturate(expOfEighth + doublingHighMultiply(expOfEighth, x + series));
};

/** exp(-2^exponent), Q0.31. */
const expOfPower: readonly (readonly [exponent: number, factor: number])[] = [
  [-2, 1672461947],
  [-1, 1302514674],
  [0, 790015084],
  [1, 290630308],
  [2, 39332535],
  [3, 720401],
  [4, 242],
];

/** exp(a) for a <= 0 of up to 5 integer bits, as Q0.31. */
export const expOfNegative = (a: number, integerBits = 5): number => {
  if (a === 0) return 2 ** 31 - 1;
  const fractionBits = 31 - integerBits;
  const quarter = 2 ** (fractionBits - 2);
  const inQuarter = (a & (quarter - 1)) - quarter;
  let result = expOfSmall(saturatingShiftLeft(inQuarter, integerBits));
  const rest = inQuarter - a;
  for (const [exponent, factor] of expOfPower)
    if (exponent < integerBits && rest & (1 << (fractionBits + exponent)))
      result = doublingHighMultiply(result, factor);
  return result;
};

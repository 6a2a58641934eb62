import type { Activation, Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { lowerByTable } from '../by-table.ts';
import { Constants } from '../constants.ts';
import {
  clamp,
  doublingHighMultiply,
  roundingShiftRight,
  saturatingShiftLeft,
  twiceReciprocal,
} from '../fixed-point.ts';
import { activationRange, affine, quantizeMultiplier } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import { realLimits } from '../reals/limits.ts';
import { limits32 } from '../words.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

interface Divisor {
  /** Of its sign; 0 for 0, by which the reference divides all the same. */
  readonly reciprocal: number;
  readonly leftShift: number;
}

/** 1 / value as reciprocal · 2^(leftShift - 31) (tensorflow/lite/kernels/internal/common.h, GetReciprocal). */
const divisorOf = (value: number): Divisor => {
  if (value === 0) return { reciprocal: 0, leftShift: 0 };
  const magnitude = Math.abs(value);
  const headroom = Math.clz32(magnitude);
  const reciprocal = saturatingShiftLeft(twiceReciprocal(magnitude * 2 ** headroom - 2 ** 31), 1);
  return { reciprocal: Math.sign(value) * reciprocal, leftShift: headroom - 31 };
};

/** What `div_s8` does, before zero point and limits. */
const divide = (dividend: number, { reciprocal, leftShift }: Divisor, multiplier: number): number => {
  const signed = reciprocal < 0 ? 0 - dividend : dividend;
  const headroom = Math.clz32(signed ^ (signed >> 31)) - 1;
  const quotient = doublingHighMultiply(signed << headroom, Math.abs(reciprocal));
  const exponent = headroom - leftShift;
  return exponent > 31 ? 0 : roundingShiftRight(doublingHighMultiply(quotient, multiplier), exponent);
};

/** The ratio of scales is found in float32 (tensorflow/lite/micro/kernels/div.cc). */
const lowerScaled = (inputs: readonly [Tensor, Tensor], y: Tensor, activation: Activation): Lowered => {
  const [a, b] = [affine(inputs[0]), affine(inputs[1])];
  const output = affine(y);
  const { multiplier, shift } = quantizeMultiplier(Math.fround(a.scale / Math.fround(b.scale * output.scale)));
  const limits = activationRange(activation, output);
  const divisors = Array.from({ length: 256 }, (_, byte): Divisor => {
    const { reciprocal, leftShift } = divisorOf(((byte << 24) >> 24) - b.zero);
    return { reciprocal, leftShift: leftShift + shift };
  });
  const quotient = (x: number, w: number) =>
    clamp(divide(x - a.zero, divisors[w & 255] as Divisor, multiplier) + output.zero, limits);
  const constants = new Constants()
    .s32(a.zero, output.zero, limits.min, limits.max, multiplier)
    .s32(...divisors.flatMap(({ reciprocal, leftShift }) => [reciprocal, leftShift]))
    .finish();
  return lowerByTable(inputs, y, quotient) ?? lowerElements({ kernel: 'div_s8', constants }, inputs, y);
};

export default {
  kinds: ['DIV'],
  lower: ({ options: { activation } }, { x, y, w }) => {
    const inputs = [x, w as Tensor] as const;
    if (y.dtype === 'float32') return lowerReals('div_f32', inputs, y, { numbers: realLimits(activation) });
    return y.dtype === 'int32'
      ? lowerElements({ kernel: 'div_s32', constants: limits32(activation) }, inputs, y)
      : lowerScaled(inputs, y, activation);
  },
} satisfies OperatorSpec<'DIV'>;

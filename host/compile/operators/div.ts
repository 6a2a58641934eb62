import type { Activation, Tensor } from '../../model/graph.ts';
import { type ElementKernel, lowerElements } from '../broadcast.ts';
import { Constants } from '../constants.ts';
import { saturatingShiftLeft, twiceReciprocal } from '../fixed-point.ts';
import { activationRange, affine, quantizeMultiplier } from '../quantize.ts';
import { limits32 } from '../words.ts';
import type { OperatorSpec } from './spec.ts';

/**
 * 1 / divisor as reciprocal · 2^-(31 + bits), of the divisor's sign (tensorflow/lite/kernels/internal/common.h, GetReciprocal);
 * 0 for 0, which the reference leaves undefined.
 */
const reciprocal = (divisor: number): { inverse: number; bits: number } => {
  if (divisor === 0) return { inverse: 0, bits: 0 };
  const magnitude = Math.abs(divisor);
  const headroom = Math.clz32(magnitude);
  const inverse = saturatingShiftLeft(twiceReciprocal(magnitude * 2 ** headroom - 2 ** 31), 1);
  return { inverse: Math.sign(divisor) * inverse, bits: 31 - headroom };
};

/** The ratio of scales is found in float32 (tensorflow/lite/micro/kernels/div.cc). */
const rescaled = (x: Tensor, w: Tensor, y: Tensor, activation: Activation): ElementKernel => {
  const [a, b, output] = [affine(x), affine(w), affine(y)];
  const { multiplier, shift } = quantizeMultiplier(Math.fround(a.scale / Math.fround(b.scale * output.scale)));
  const { min, max } = activationRange(activation, output);
  const divisors = Array.from({ length: 256 }, (_, byte) => reciprocal(((byte << 24) >> 24) - b.zero));
  return {
    kernel: 'div_s8',
    constants: new Constants()
      .s32(a.zero, output.zero, min, max, multiplier)
      .s32(...divisors.flatMap(({ inverse, bits }) => [inverse, shift - bits]))
      .finish(),
  };
};

export default {
  kinds: ['DIV'],
  lower: ({ options: { activation } }, { x, y, w: other }) => {
    const w = other as Tensor;
    const kernel =
      y.dtype === 'int32' ? { kernel: 'div_s32', constants: limits32(activation) } : rescaled(x, w, y, activation);
    return lowerElements(kernel, [x, w], y);
  },
} satisfies OperatorSpec<'DIV'>;

import type { Activation, Tensor } from '../../model/graph.ts';
import { type ElementKernel, lowerElements } from '../broadcast.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import { activationRange, affine, quantizeMultiplier } from '../quantize.ts';
import { limits32 } from '../words.ts';
import type { OperatorSpec } from './spec.ts';

const rescaled = (x: Tensor, w: Tensor, y: Tensor, activation: Activation): ElementKernel => {
  const [a, b, output] = [affine(x), affine(w), affine(y)];
  const { multiplier, shift } = quantizeMultiplier((a.scale * b.scale) / output.scale);
  const { min, max } = activationRange(activation, output, y.dtype);
  return {
    kernel: 'multiply',
    type: elementType(y.dtype),
    constants: new Constants().s32(a.zero, b.zero, output.zero, multiplier, shift, min, max).finish(),
  };
};

export default {
  kinds: ['MUL'],
  lower: ({ options: { activation } }, { x, y, w: other }) => {
    const w = other as Tensor;
    const kernel =
      y.dtype === 'int32' ? { kernel: 'mul_s32', constants: limits32(activation) } : rescaled(x, w, y, activation);
    return lowerElements(kernel, [x, w], y);
  },
} satisfies OperatorSpec<'MUL'>;

import type { Activation, Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { lowerByTable } from '../by-table.ts';
import { Constants } from '../constants.ts';
import { elementType } from '../element-type.ts';
import { clamp, requantize } from '../fixed-point.ts';
import { activationRange, affine, multiplierWords } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import { realLimits } from '../reals/limits.ts';
import { outputMultiplier } from '../requantize-xnnpack.ts';
import { limits32 } from '../words.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

const lowerScaled = (inputs: readonly [Tensor, Tensor], y: Tensor, activation: Activation): Lowered => {
  const [a, b] = [affine(inputs[0]), affine(inputs[1])];
  const output = affine(y);
  const rescale = outputMultiplier(a.scale * b.scale, output);
  const limits = activationRange(activation, output, y.dtype);
  const product = (x: number, w: number) =>
    clamp(requantize((x - a.zero) * (w - b.zero), rescale) + output.zero, limits);
  const constants = new Constants()
    .s32(a.zero, b.zero, output.zero, ...multiplierWords(rescale), limits.min, limits.max)
    .finish();
  return (
    lowerByTable(inputs, y, product) ??
    lowerElements({ kernel: 'multiply', type: elementType(y.dtype), constants }, inputs, y)
  );
};

/** tensorflow/lite/micro/kernels/mul_common.cc. */
export default {
  kinds: ['MUL'],
  lower: ({ options: { activation } }, { x, y, w }) => {
    const inputs = [x, w as Tensor] as const;
    if (y.dtype === 'float32') return lowerReals('mul_f32', inputs, y, { numbers: realLimits(activation) });
    return y.dtype === 'int32'
      ? lowerElements({ kernel: 'mul_s32', constants: limits32(activation) }, inputs, y)
      : lowerScaled(inputs, y, activation);
  },
} satisfies OperatorSpec<'MUL'>;

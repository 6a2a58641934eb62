import { damaged } from '../../errors.ts';
import { axisOf, inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { affineAt, dequantized, scalesAt } from '../quantization.ts';
import { Refusal } from '../refusal.ts';

/** Codes, scale, zero point: real = scale · (code - zero point). */
export default {
  types: ['DequantizeLinear', 'com.microsoft.DequantizeLinear'],
  translate: (context) => {
    const { attributes } = context;
    const value = inputAt(context, 0);
    const axis = attributes.int('axis', 1);
    if (attributes.int('block_size', 0) !== 0) throw new Refusal('quantisation in blocks');
    if (attributes.int('output_dtype', 1) > 1) throw new Refusal('real numbers other than float32');
    if (value.kind === 'stored') return [dequantized(value, affineAt(context, 1, 2, value.dtype))];
    if (value.kind !== 'constant') throw new Refusal('dequantises what is not quantised');
    const { scales, zeroPoints } = scalesAt(context, 1, 2);
    const { shape } = value;
    if (scales.length > 1 && shape[axisOf(axis, shape.length)] !== scales.length)
      throw damaged(`${scales.length} scales for axis ${axis} of [${shape}]`);
    const along = scales.length > 1 ? axisOf(axis, shape.length) : 0;
    return [{ kind: 'quantized-constant', shape, codes: value, scales, zeroPoints, axis: along }];
  },
} satisfies OnnxOperator;

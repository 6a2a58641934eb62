import { quantizedConstant } from '../constant-codes.ts';
import { axisOf, inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { scalesAt, storageAt, store } from '../quantization.ts';
import { Refusal } from '../refusal.ts';

/** TensorProto.DataType of the codes where no zero point says it. */
const outputTypes: Readonly<Record<number, string>> = { 0: 'uint8', 2: 'uint8', 3: 'int8', 5: 'int16' };

/** Real numbers, scale, zero point: what makes a pending result an integer operator, or quantises a constant here. */
export default {
  types: ['QuantizeLinear', 'com.microsoft.QuantizeLinear'],
  translate: (context) => {
    const { attributes, builder } = context;
    const axis = attributes.int('axis', 1);
    attributes.ignore('saturate', 'precision');
    if (attributes.int('block_size', 0) !== 0) throw new Refusal('quantisation in blocks');
    const type = attributes.int('output_dtype', 0);
    const dtype = outputTypes[type];
    if (!dtype) throw new Refusal(`quantises to data type ${type}`);
    const value = inputAt(context, 0);
    if (value.kind !== 'constant') return [store(builder, value, storageAt(context, 1, 2, dtype))];
    const { shape } = value;
    const scales = scalesAt(context, 1, 2);
    const along = scales.scales.length > 1 ? axisOf(axis, shape.length) : 0;
    return [quantizedConstant(value, scales, along, scales.dtype ?? dtype)];
  },
} satisfies OnnxOperator;

import { damaged } from '../../errors.ts';
import { concatenation } from '../concatenation.ts';
import { axisOf } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { codedAt, storageAt, store } from '../quantization.ts';

/** Y's scale and zero point, then of each part its codes, scale and zero point. */
export default {
  types: ['com.microsoft.QLinearConcat'],
  translate: (context) => {
    const { inputs, attributes } = context;
    const axis = attributes.int('axis');
    const count = (inputs.length - 2) / 3;
    if (axis === undefined || !Number.isInteger(count) || count < 1)
      throw damaged('QLinearConcat without an axis or parts');
    const parts = Array.from({ length: count }, (_, index) => codedAt(context, 2 + 3 * index));
    const result = concatenation(context, parts, axisOf(axis, parts[0]?.shape.length ?? 0));
    return [store(context.builder, result, storageAt(context, 0, 1))];
  },
} satisfies OnnxOperator;

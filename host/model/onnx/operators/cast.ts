import { constantOf } from '../constant.ts';
import { dtypeOf } from '../formats.ts';
import { inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';

/** Of constants only, such as computed shapes. */
export default {
  types: ['Cast'],
  translate: (context) => {
    const value = inputAt(context, 0);
    const dtype = dtypeOf(context.attributes.int('to', 0));
    context.attributes.ignore('saturate', 'round_mode');
    if (value.kind !== 'constant') throw new Refusal(`to ${dtype} at run time`);
    const isReal = dtype.startsWith('float');
    return [constantOf(dtype, value.shape, isReal ? value.values : value.values.map(Math.trunc))];
  },
} satisfies OnnxOperator;

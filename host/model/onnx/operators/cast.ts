import { constantOf } from '../constant.ts';
import { dtypeOf } from '../formats.ts';
import { inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import type { Value } from '../values.ts';

const isReal = (value: Value): boolean =>
  value.kind === 'counted' ||
  value.kind === 'quantized-constant' ||
  (value.kind === 'stored' && value.dtype === 'float32');

/** Of constants, such as computed shapes; real numbers stay what they are. */
export default {
  types: ['Cast'],
  translate: (context) => {
    const value = inputAt(context, 0);
    const dtype = dtypeOf(context.attributes.int('to', 0));
    context.attributes.ignore('saturate', 'round_mode');
    if (dtype === 'float32' && isReal(value)) return [value];
    if (value.kind !== 'constant') throw new Refusal(`to ${dtype} at run time`);
    return [constantOf(dtype, value.shape, dtype.startsWith('float') ? value.values : value.values.map(Math.trunc))];
  },
} satisfies OnnxOperator;

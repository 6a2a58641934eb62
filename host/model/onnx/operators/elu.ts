import { activationAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { unary } from '../unary.ts';

/** TFLite's has no alpha. */
export default {
  types: ['Elu'],
  translate: (context) => {
    const alpha = context.attributes.float('alpha', 1);
    if (alpha !== 1) throw new Refusal(`alpha ${alpha}`);
    return [unary(context, 'ELU', activationAt(context, 0), {})];
  },
} satisfies OnnxOperator;

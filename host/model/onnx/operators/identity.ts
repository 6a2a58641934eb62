import { inputAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';

/** Dropout does nothing when a network is not being trained. */
export default {
  types: ['Identity', 'Dropout'],
  translate: (context) => {
    context.attributes.ignore('seed', 'ratio');
    return [inputAt(context, 0)];
  },
} satisfies OnnxOperator;

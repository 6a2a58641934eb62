import { activationAt } from '../inputs.ts';
import type { Context, OnnxOperator } from '../operator.ts';
import { realFunction } from '../qonnx/real-functions.ts';
import { Refusal } from '../refusal.ts';
import { unary } from '../unary.ts';

/** TFLite's has no alpha. */
const refuseAlpha = ({ attributes }: Context): void => {
  const alpha = attributes.float('alpha', 1);
  if (alpha !== 1) throw new Refusal(`alpha ${alpha}`);
};

export default {
  types: ['Elu'],
  translate: (context) => {
    refuseAlpha(context);
    return [unary(context, 'ELU', activationAt(context, 0), {})];
  },
  counted: (context) => {
    refuseAlpha(context);
    return [realFunction(context, 'ELU', {})];
  },
} satisfies OnnxOperator;

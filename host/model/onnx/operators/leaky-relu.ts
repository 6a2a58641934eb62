import { activationAt } from '../inputs.ts';
import type { Context, OnnxOperator } from '../operator.ts';
import { realFunction } from '../qonnx/real-functions.ts';
import { unary } from '../unary.ts';

const alphaOf = ({ attributes }: Context): number => attributes.float('alpha', Math.fround(0.01));

export default {
  types: ['LeakyRelu'],
  translate: (context) => [unary(context, 'LEAKY_RELU', activationAt(context, 0), { alpha: alphaOf(context) })],
  counted: (context) => [realFunction(context, 'LEAKY_RELU', { alpha: alphaOf(context) })],
} satisfies OnnxOperator;

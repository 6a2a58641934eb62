import { binary } from '../binary.ts';
import { inputAt } from '../inputs.ts';
import type { Context, OnnxOperator } from '../operator.ts';
import { binary as counted } from '../qonnx/elementwise.ts';
import type { Value } from '../values.ts';

/** A MatMul's bias, if one operand is its result and the other a constant along the last axis. */
const withBias = (context: Context): Value | undefined => {
  const [a, b] = [inputAt(context, 0), inputAt(context, 1)];
  const [result, constant, at] = a.kind === 'pending' ? [a, b, 1] : [b, a, 0];
  if (result.kind !== 'pending' || !result.plus || constant.shape.length !== 1) return undefined;
  const isConstant = constant.kind === 'constant' || constant.kind === 'quantized-constant';
  return isConstant && constant.shape[0] === result.shape.at(-1)
    ? result.plus({ name: context.node.input[at] ?? '', value: constant })
    : undefined;
};

export default {
  types: ['Add'],
  translate: (context) => [withBias(context) ?? binary(context, 'ADD')],
  counted: (context) => [counted(context)],
} satisfies OnnxOperator;

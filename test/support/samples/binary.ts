import type { DType, Graph, Operator, OperatorKind } from '../../../host/model/graph.ts';
import { activation, type Draft, network } from '../drafts.ts';

/** All inputs are computed. */
const elementwise = (inputs: readonly Draft[], kind: OperatorKind, options: Operator['options'], y: Draft): Graph => {
  const ids = inputs.map((_, id) => id);
  return network([...inputs, y], [{ kind, inputs: ids, outputs: [inputs.length], options }], ids);
};

const plain = (dtype: DType, shape: readonly number[]): Draft => ({ dtype, shape });
const bools = plain('bool', [1, 3, 4]);
const x = activation([1, 3, 4]);
const row = activation([1, 1, 4], 0.125);
const none = { activation: 'none' } as const;

/** Operators whose every output is made of one element of each input. */
export const binarySamples = {
  ADD: elementwise([x, row], 'ADD', none, x),
  SUB: elementwise([row, x], 'SUB', { activation: 'relu' }, x),
  MUL: elementwise([x, row], 'MUL', { activation: 'relu6' }, x),
  DIV: elementwise([x, row], 'DIV', none, activation([1, 3, 4], 0.0078125, -5)),
  MAXIMUM: elementwise([x, activation([1])], 'MAXIMUM', {}, x),
  MINIMUM: elementwise([x, activation([])], 'MINIMUM', {}, x),
  SQUARED_DIFFERENCE: elementwise([x, row], 'SQUARED_DIFFERENCE', {}, activation([1, 3, 4], 2)),
  EQUAL: elementwise([x, x], 'EQUAL', {}, bools),
  NOT_EQUAL: elementwise([plain('bool', [1, 3, 1]), bools], 'NOT_EQUAL', {}, bools),
  LESS: elementwise([x, row], 'LESS', {}, bools),
  LESS_EQUAL: elementwise([plain('int32', [1, 3, 4]), plain('int32', [4])], 'LESS_EQUAL', {}, bools),
  GREATER: elementwise([row, x], 'GREATER', {}, bools),
  GREATER_EQUAL: elementwise([plain('int64', [1, 3, 4]), plain('int64', [1, 3, 4])], 'GREATER_EQUAL', {}, bools),
  LOGICAL_AND: elementwise([bools, plain('bool', [3, 1])], 'LOGICAL_AND', {}, bools),
  LOGICAL_OR: elementwise([bools, bools], 'LOGICAL_OR', {}, bools),
  LOGICAL_NOT: elementwise([bools], 'LOGICAL_NOT', {}, bools),
  SELECT_V2: elementwise([plain('bool', [3, 1]), x, row], 'SELECT_V2', {}, x),
  ADD_N: elementwise([x, x, x], 'ADD_N', {}, activation([1, 3, 4], 2)),
  PRELU: elementwise([x, row], 'PRELU', {}, activation([1, 3, 4], 0.25)),
} satisfies Partial<Record<OperatorKind, Graph>>;

import type { Graph, Operator, OperatorKind } from '../../../host/model/graph.ts';
import { activation, type Draft, network } from '../drafts.ts';

const unary = (x: Draft, kind: OperatorKind, options: Operator['options'], y: Draft): Graph =>
  network([x, y], [{ kind, inputs: [0], outputs: [1], options }]);

const x = activation([2, 3, 4], 0.0625, -7);
const y = activation([2, 3, 4], 0.03125, 11);
const { quantization: _, ...plain } = x;

/** Operators that take one element after the other, or one row. */
export const unarySamples = {
  ABS: unary(x, 'ABS', {}, y),
  CAST: unary(plain, 'CAST', { inType: 'int8', outType: 'int32' }, { ...plain, dtype: 'int32' }),
  DEQUANTIZE: unary(x, 'DEQUANTIZE', {}, { ...plain, dtype: 'float32' }),
  ELU: unary(x, 'ELU', {}, y),
  HARD_SWISH: unary(x, 'HARD_SWISH', {}, y),
  L2_NORMALIZATION: unary(x, 'L2_NORMALIZATION', { activation: 'none' }, activation([2, 3, 4], 1 / 128, 0)),
  LEAKY_RELU: unary(x, 'LEAKY_RELU', { alpha: 0.25 }, y),
  LOGISTIC: unary(x, 'LOGISTIC', {}, activation([2, 3, 4], 1 / 256, -128)),
  LOG_SOFTMAX: unary(x, 'LOG_SOFTMAX', {}, activation([2, 3, 4], 1 / 16, 127)),
  QUANTIZE: unary({ ...plain, dtype: 'float32' }, 'QUANTIZE', {}, y),
  RELU: unary(x, 'RELU', {}, y),
  RELU6: unary(x, 'RELU6', {}, y),
  RSQRT: unary(x, 'RSQRT', {}, y),
  TANH: unary(x, 'TANH', {}, activation([2, 3, 4], 1 / 128, 0)),
  ZEROS_LIKE: unary(x, 'ZEROS_LIKE', {}, y),
} satisfies Partial<Record<OperatorKind, Graph>>;

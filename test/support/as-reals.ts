import type { Graph, OperatorKind, Tensor } from '../../host/model/graph.ts';
import { elements } from '../../host/model/shapes.ts';
import type { Random } from './random.ts';

/** Where their inputs have biases, which are int32 where weights are int8. */
const biases: Partial<Record<OperatorKind, number>> = {
  CONV_2D: 2,
  DEPTHWISE_CONV_2D: 2,
  FULLY_CONNECTED: 2,
  SVDF: 3,
  TRANSPOSE_CONV: 3,
};

const real = (random: Random, most: number): number => Math.fround((random.next() / 2 ** 31 - 1) * most);

const asReal = (random: Random, { quantization: _, data, ...tensor }: Tensor): Tensor => {
  const values = Float32Array.from({ length: elements(tensor.shape) }, () => real(random, random.oneIn(8) ? 100 : 1));
  return { ...tensor, dtype: 'float32', ...(data && { data: new Uint8Array(values.buffer) }) };
};

/** A model of int8 with real numbers in place of scaled ones. */
export const asReals = (random: Random, graph: Graph): Graph => {
  const [operator] = graph.operators;
  const bias = operator?.inputs[biases[operator.kind] ?? -1];
  const isScaled = ({ id, dtype }: Tensor) => dtype === 'int8' || dtype === 'int16' || id === bias;
  return { ...graph, tensors: graph.tensors.map((tensor) => (isScaled(tensor) ? asReal(random, tensor) : tensor)) };
};

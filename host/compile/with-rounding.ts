import type { Graph, Tensor } from '../model/graph.ts';
import { operandsOf } from '../model/operands.ts';
import type { Rounding } from '../model/rounding.ts';
import { isForXnnpack } from './xnnpack.ts';

/** The graph, and its name, with the outputs marked that are to be rounded as XNNPACK does. */
export const withRounding = (graph: Graph, rounding: Rounding): Graph => {
  if (rounding === 'tflm') return graph;
  const marked = new Set(
    graph.operators
      .filter((operator) => isForXnnpack(operator, operandsOf(graph, operator)))
      .flatMap(({ outputs }) => outputs),
  );
  const tensors = graph.tensors.map(
    (tensor): Tensor =>
      marked.has(tensor.id) && tensor.quantization
        ? { ...tensor, quantization: { ...tensor.quantization, rounding } }
        : tensor,
  );
  return { ...graph, name: `${graph.name}@${rounding}`, tensors };
};

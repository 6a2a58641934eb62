import type { Graph, Operator } from '../../model/graph.ts';

/** The operators that read a tensor; the caller, if the tensor is an output of the graph, is not among them. */
const consumers = ({ operators }: Graph, tensor: number): Operator[] =>
  operators.filter(({ inputs }) => inputs.includes(tensor));

/** The one operator that reads a tensor that nobody else needs. */
export const onlyConsumer = (graph: Graph, tensor: number): Operator | undefined => {
  const [only, ...others] = consumers(graph, tensor);
  return others.length > 0 || graph.outputs.includes(tensor) ? undefined : only;
};

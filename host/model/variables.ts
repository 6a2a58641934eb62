import type { Graph, Tensor } from './graph.ts';

/** Keeps its value from one inference to the next: it is written by operators that read it, and nobody makes it. */
export const isState = ({ isVariable, data }: Tensor): boolean => isVariable === true && data === undefined;

/** Ids of the tensors that operators keep between inferences. */
export const stateOf = ({ tensors, operators }: Graph): readonly number[] => {
  const read = new Set(operators.flatMap(({ inputs }) => inputs));
  return tensors.filter((tensor) => isState(tensor) && read.has(tensor.id)).map(({ id }) => id);
};

import type { Graph, Operator, Tensor } from '../../host/model/graph.ts';

const OMITTED = -1;

/**
 * Networks side by side in one, so that one module, or one image, runs them all: tensors and operators one after the other,
 * as inputs and outputs.
 */
export const mergeGraphs = (name: string, graphs: readonly Graph[]): Graph => {
  const merged = {
    tensors: [] as Tensor[],
    operators: [] as Operator[],
    inputs: [] as number[],
    outputs: [] as number[],
  };
  for (const graph of graphs) {
    const firstTensor = merged.tensors.length;
    const firstOperator = merged.operators.length;
    const shift = (id: number): number => (id === OMITTED ? OMITTED : id + firstTensor);
    merged.tensors.push(...graph.tensors.map((tensor) => ({ ...tensor, id: shift(tensor.id) })));
    merged.operators.push(
      ...graph.operators.map((operator) => ({
        ...operator,
        index: operator.index + firstOperator,
        inputs: operator.inputs.map(shift),
        outputs: operator.outputs.map(shift),
      })),
    );
    merged.inputs.push(...graph.inputs.map(shift));
    merged.outputs.push(...graph.outputs.map(shift));
  }
  return { name, ...merged };
};

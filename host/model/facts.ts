import type { Graph, Operator } from './graph.ts';
import { elements } from './shapes.ts';

/** What a network holds and does, as its graph has it. */
export interface Work {
  readonly macs: number;
  readonly parameters: number;
}

export const workOf = (graph: Graph): Work => ({
  macs: total(graph, macs),
  parameters: total(graph, parameters),
});

const total = (graph: Graph, of: typeof macs): number =>
  graph.operators.reduce((sum, operator) => sum + of(operator, graph), 0);

/** Nominal multiply-accumulates of one operator: every position of every window counts, padding included. */
export const macs = (operator: Operator, graph: Graph): number => {
  const output = elements(graph.tensors[operator.outputs[0] ?? -1]?.shape ?? [0]);
  const weights = graph.tensors[operator.inputs[1] ?? -1]?.shape ?? [];
  const counts: Partial<Record<Operator['kind'], number>> = {
    CONV_2D: elements(weights.slice(1)),
    DEPTHWISE_CONV_2D: elements(weights.slice(1, 3)),
    FULLY_CONNECTED: weights[1] ?? 0,
  };
  return output * (counts[operator.kind] ?? 0);
};

/** Weights and biases of one operator. */
export const parameters = (operator: Operator, graph: Graph): number =>
  operator.kind === 'RESHAPE' || operator.kind === 'PAD'
    ? 0
    : operator.inputs.slice(1).reduce((sum, id) => {
        const tensor = graph.tensors[id];
        return sum + (tensor?.data ? elements(tensor.shape) : 0);
      }, 0);

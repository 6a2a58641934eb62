import type { Graph, Operator } from './graph.ts';
import { operandsOf } from './operands.ts';
import { rulesOf } from './rules.ts';
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
export const macs = (operator: Operator, graph: Graph): number =>
  rulesOf(operator.kind)?.macs?.(operator, operandsOf(graph, operator)) ?? 0;

/** Weights and biases of one operator. */
export const parameters = (operator: Operator, graph: Graph): number => {
  const { learned = [], signs } = rulesOf(operator.kind) ?? {};
  return learned.reduce(
    (sum, position) => {
      const tensor = graph.tensors[operator.inputs[position] ?? -1];
      return sum + (tensor?.data ? elements(tensor.shape) : 0);
    },
    signs?.(operator, operandsOf(graph, operator)) ?? 0,
  );
};

import type { Graph, Operator } from './graph.ts';
import { operandsOf } from './operands.ts';
import { effectiveMacsOf, type Products, type Widths, widthsOf } from './products.ts';
import { rulesOf } from './rules.ts';
import { elements } from './shapes.ts';

/** What a network holds and does, as its graph has it. */
export interface Work {
  readonly macs: number;
  /** Those whose weight is not zero. */
  readonly effectiveMacs: number;
  readonly bitOperations: number;
  readonly parameters: number;
}

export const workOf = (graph: Graph): Work => ({
  macs: total(graph, macs),
  effectiveMacs: total(graph, effectiveMacs),
  bitOperations: total(graph, bitOperations),
  parameters: total(graph, parameters),
});

type Count = (operator: Operator, graph: Graph) => number;

const total = (graph: Graph, of: Count): number =>
  graph.operators.reduce((sum, operator) => sum + of(operator, graph), 0);

const products = (operator: Operator, graph: Graph): readonly Products[] =>
  rulesOf(operator.kind)?.products?.(operator, operandsOf(graph, operator)) ?? [];

const counted =
  (count: (product: Products) => number): Count =>
  (operator, graph) =>
    products(operator, graph).reduce((sum, product) => sum + count(product), 0);

/** Nominal multiply-accumulates of one operator: every position of every window counts, padding included. */
export const macs = counted((product) => product.macs);

const effectiveMacs = counted(effectiveMacsOf);

const bitOperations = counted((product) => {
  const { weights, values } = widthsOf(product);
  return product.macs * weights * values;
});

/** Widths of what an operator multiplies, each pair once; none where it multiplies nothing. */
export const widths = (operator: Operator, graph: Graph): readonly Widths[] => {
  const all = products(operator, graph).map(widthsOf);
  const isSame = (a: Widths, b: Widths) => a.weights === b.weights && a.values === b.values;
  return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at);
};

/** Weights and biases of one operator. */
export const parameters = (operator: Operator, graph: Graph): number => {
  const { learned = [], signs } = rulesOf(operator.kind) ?? {};
  const positions = typeof learned === 'function' ? learned(operator) : learned;
  return positions.reduce(
    (sum, position) => {
      const tensor = graph.tensors[operator.inputs[position] ?? -1];
      return sum + (tensor?.data ? elements(tensor.shape) : 0);
    },
    signs?.(operator, operandsOf(graph, operator)) ?? 0,
  );
};

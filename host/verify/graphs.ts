import type { Graph, Operator, Tensor } from '../model/graph.ts';

const isHandle = (graph: Graph, id: number): boolean => graph.tensors[id]?.dtype === 'resource';

/** Operators that can be looked at alone: not those that share variables. */
export const comparable = (graph: Graph): readonly Operator[] =>
  graph.operators.filter(
    ({ kind, inputs, outputs }) => kind !== 'CALL_ONCE' && ![...inputs, ...outputs].some((id) => isHandle(graph, id)),
  );

/** Ids of the tensors that operators make. */
export const madeBy = (operators: readonly Operator[]): readonly number[] =>
  operators.flatMap(({ outputs }) => outputs);

/** The network with every layer's outputs as outputs of its own. */
export const withAllOutputs = (graph: Graph): Graph => ({ ...graph, outputs: madeBy(comparable(graph)) });

/** Operators side by side, each with inputs of its own instead of what the ones before it made. */
export interface Apart {
  readonly graph: Graph;
  /** Tensor of the network that each input stands for. */
  readonly sources: readonly number[];
}

export const operatorsApart = (graph: Graph): Apart => {
  const tensors: Tensor[] = [];
  const [inputs, outputs, sources]: [number[], number[], number[]] = [[], [], []];
  const place = (id: number): number => tensors.push({ ...(graph.tensors[id] as Tensor), id: tensors.length }) - 1;
  const operators = comparable(graph).map((operator): Operator => {
    const own = new Map<number, number>();
    const read = operator.inputs.map((id) => {
      if (id === -1) return id;
      const known = own.get(id);
      if (known !== undefined) return known;
      const placed = place(id);
      own.set(id, placed);
      const { data, isVariable } = graph.tensors[id] as Tensor;
      if (!data && !isVariable) {
        inputs.push(placed);
        sources.push(id);
      }
      return placed;
    });
    const made = operator.outputs.map(place);
    outputs.push(...made);
    return { ...operator, inputs: read, outputs: made };
  });
  return { graph: { name: graph.name, tensors, operators, inputs, outputs }, sources };
};

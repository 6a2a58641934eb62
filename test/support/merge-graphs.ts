import type { Graph, Operator, Subgraph, Tensor } from '../../host/model/graph.ts';

const OMITTED = -1;

/** Variables of one graph are no other's, even where they have the same name. */
const withOwnVariables = (operator: Operator, graph: number): Operator =>
  operator.kind === 'VAR_HANDLE'
    ? { ...operator, options: { ...operator.options, container: `${graph} ${operator.options.container}` } }
    : operator;

/**
 * Networks side by side in one, so that one module, or one image, runs them all: tensors and operators one after the other,
 * as inputs and outputs. CALL_ONCE comes first, which it must.
 */
export const mergeGraphs = (name: string, graphs: readonly Graph[]): Graph => {
  const merged = {
    tensors: [] as Tensor[],
    operators: [] as Operator[],
    inputs: [] as number[],
    outputs: [] as number[],
    subgraphs: [] as Subgraph[],
  };
  graphs.forEach((graph, place) => {
    const firstTensor = merged.tensors.length;
    const firstOperator = merged.operators.length;
    const firstSubgraph = merged.subgraphs.length;
    const shift = (id: number): number => (id === OMITTED ? OMITTED : id + firstTensor);
    const moved = (operator: Operator): Operator =>
      ({
        ...withOwnVariables(operator, place),
        index: operator.index + firstOperator,
        inputs: operator.inputs.map(shift),
        outputs: operator.outputs.map(shift),
        ...(operator.kind === 'CALL_ONCE' && { options: { subgraph: operator.options.subgraph + firstSubgraph } }),
      }) as Operator;
    merged.tensors.push(...graph.tensors.map((tensor) => ({ ...tensor, id: shift(tensor.id) })));
    merged.operators.push(...graph.operators.map(moved));
    merged.inputs.push(...graph.inputs.map(shift));
    merged.outputs.push(...graph.outputs.map(shift));
    for (const subgraph of graph.subgraphs ?? [])
      merged.subgraphs.push({
        ...subgraph,
        operators: subgraph.operators.map((operator) => withOwnVariables(operator, place)),
      });
  });
  const isFirst = ({ kind }: Operator): boolean => kind === 'CALL_ONCE';
  const { operators, subgraphs, ...rest } = merged;
  return {
    name,
    ...rest,
    operators: [...operators.filter(isFirst), ...operators.filter((operator) => !isFirst(operator))],
    ...(subgraphs.length > 0 && { subgraphs }),
  };
};

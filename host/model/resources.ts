import { damaged, unsupported } from './errors.ts';
import type { Graph, OperatorOf, Subgraph, Tensor } from './graph.ts';
import { same } from './shapes.ts';
import { complaintAboutTensor } from './tensor-rules.ts';

/** A variable that VAR_HANDLE names: every handle of that name stands for it. */
export interface Resource {
  readonly name: string;
  /** Of the same type and shape as it, and as every other value that is read or assigned. */
  readonly like: Tensor;
  /** What a subgraph of CALL_ONCE assigns. */
  readonly initial?: Uint8Array;
}

const keyOf = ({ options }: OperatorOf<'VAR_HANDLE'>): string => `${options.container}\0${options.sharedName}`;

/** Tensor ids of handles → names of variables. */
export const handlesIn = ({ operators }: Subgraph): ReadonlyMap<number, string> =>
  new Map(operators.flatMap((one) => (one.kind === 'VAR_HANDLE' ? [[one.outputs[0] as number, keyOf(one)]] : [])));

interface Use {
  readonly key: string;
  readonly value: Tensor;
  readonly isAssigned: boolean;
}

const usesIn = (graph: Subgraph): Use[] => {
  const handles = handlesIn(graph);
  return graph.operators.flatMap((operator) => {
    if (operator.kind !== 'READ_VARIABLE' && operator.kind !== 'ASSIGN_VARIABLE') return [];
    const isAssigned = operator.kind === 'ASSIGN_VARIABLE';
    const key = handles.get(operator.inputs[0] as number);
    const value = graph.tensors[(isAssigned ? operator.inputs[1] : operator.outputs[0]) as number];
    if (key === undefined || !value) throw damaged(`${operator.kind} (operator ${operator.index}) has no VAR_HANDLE`);
    return [{ key, value, isAssigned }];
  });
};

/** What CALL_ONCE may do here: give variables constant values. */
const initialValues = (subgraph: Subgraph): Use[] => {
  const other = subgraph.operators.find(({ kind }) => kind !== 'VAR_HANDLE' && kind !== 'ASSIGN_VARIABLE');
  if (other) throw unsupported([`CALL_ONCE of a subgraph with ${other.kind}`]);
  for (const tensor of subgraph.tensors) {
    const complaint = complaintAboutTensor(tensor);
    if (complaint) throw damaged(`tensor ${tensor.id} of a subgraph has ${complaint}`);
  }
  const uses = usesIn(subgraph);
  if (uses.some(({ value }) => !value.data)) throw unsupported(['CALL_ONCE that assigns a computed value']);
  return uses;
};

const isUse = (kind: string): boolean => kind === 'READ_VARIABLE' || kind === 'ASSIGN_VARIABLE';

/**
 * The variables of a graph by name.
 * @throws ToolError `MODEL_DAMAGED`, `UNSUPPORTED_OPERATOR`
 */
export const resourcesOf = (graph: Graph): ReadonlyMap<string, Resource> => {
  const { operators, subgraphs = [] } = graph;
  const firstUse = operators.findIndex(({ kind }) => isUse(kind));
  if (firstUse >= 0 && operators.findLastIndex(({ kind }) => kind === 'CALL_ONCE') > firstUse)
    throw unsupported(['CALL_ONCE behind operators that use variables']);
  const initial = subgraphs.flatMap(initialValues);
  const uses = [...initial, ...usesIn(graph)];
  const resources = new Map<string, Resource>();
  for (const { key, value } of uses) {
    const name = key.slice(key.indexOf('\0') + 1);
    // Its zero is that of the first tensor assigned (tensorflow/lite/micro/micro_resource_variable.cc, Allocate).
    const like = uses.find((use) => use.key === key && use.isAssigned)?.value;
    if (!like) throw damaged(`variable "${name}" is never assigned`);
    if (like.dtype !== value.dtype || !same(like.shape, value.shape))
      throw damaged(`variable "${name}" is ${like.dtype}[${like.shape}] and ${value.dtype}[${value.shape}]`);
    const first = initial.findLast((use) => use.key === key)?.value.data;
    resources.set(key, { name, like, ...(first && { initial: first }) });
  }
  return resources;
};

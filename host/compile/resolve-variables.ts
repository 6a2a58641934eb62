import type { Graph, Operator, Tensor } from '../model/graph.ts';
import { handlesIn, resourcesOf } from '../model/resources.ts';
import { addState } from './add-state.ts';

/**
 * Variables behind handles become tensors that keep their values: READ_VARIABLE and ASSIGN_VARIABLE have one as their first
 * input, VAR_HANDLE and CALL_ONCE are gone. What operators remember by themselves becomes such a tensor, too.
 */
export const resolveVariables = (graph: Graph): Graph => addState(withoutResources(graph));

const withoutResources = (graph: Graph): Graph => {
  const resources = resourcesOf(graph);
  const { subgraphs: _, ...main } = graph;
  if (resources.size === 0) return { ...main, operators: withoutHandles(graph.operators) };
  const tensors: Tensor[] = [...graph.tensors];
  const ids = new Map<string, number>();
  for (const [key, { name, like, initial }] of resources) {
    const { dtype, shape, quantization } = like;
    ids.set(key, tensors.length);
    tensors.push({
      ...{ id: tensors.length, name, dtype, shape, isVariable: true },
      ...(quantization && { quantization }),
      ...(initial && { initial }),
    });
  }
  const handles = handlesIn(graph);
  const operators = withoutHandles(graph.operators).map((operator): Operator => {
    if (operator.kind !== 'READ_VARIABLE' && operator.kind !== 'ASSIGN_VARIABLE') return operator;
    const [handle, ...others] = operator.inputs;
    return { ...operator, inputs: [ids.get(handles.get(handle as number) ?? '') as number, ...others] };
  });
  return { ...main, tensors, operators };
};

const withoutHandles = (operators: readonly Operator[]): Operator[] =>
  operators.filter(({ kind }) => kind !== 'VAR_HANDLE' && kind !== 'CALL_ONCE');

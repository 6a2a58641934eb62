import type { Graph, Tensor } from '../model/graph.ts';
import { operandsOf } from '../model/operands.ts';
import { rulesOf } from '../model/rules.ts';

/** What operators remember becomes their last input: a tensor that keeps its value, or outputs that do. */
export const addState = (graph: Graph): Graph => {
  const tensors: Tensor[] = [...graph.tensors];
  const operators = graph.operators.map((operator) => {
    const rules = rulesOf(operator.kind);
    if (rules?.keepsOutputs) return { ...operator, inputs: [...operator.inputs, ...operator.outputs] };
    const state = rules?.state?.(operator, operandsOf(graph, operator));
    if (!state) return operator;
    const id = tensors.length;
    tensors.push({ ...state, id, name: `state of operator ${operator.index}`, isVariable: true });
    return { ...operator, inputs: [...operator.inputs, id] };
  });
  return { ...graph, tensors, operators };
};

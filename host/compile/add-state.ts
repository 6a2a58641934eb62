import type { Graph, Tensor } from '../model/graph.ts';
import { operandsOf } from '../model/operands.ts';
import { rulesOf } from '../model/rules.ts';

/** Gives what operators remember a tensor that keeps its value, as their last input. */
export const addState = (graph: Graph): Graph => {
  const tensors: Tensor[] = [...graph.tensors];
  const operators = graph.operators.map((operator) => {
    const state = rulesOf(operator.kind)?.state?.(operator, operandsOf(graph, operator));
    if (!state) return operator;
    const id = tensors.length;
    tensors.push({ ...state, id, name: `state of operator ${operator.index}`, isVariable: true });
    return { ...operator, inputs: [...operator.inputs, id] };
  });
  return { ...graph, tensors, operators };
};

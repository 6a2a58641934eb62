import { damaged } from './errors.ts';
import type { Graph, Tensor } from './graph.ts';
import { resourcesOf } from './resources.ts';
import { complaintAbout, rulesOf } from './rules.ts';
import { refuseTooLarge } from './size-limits.ts';
import { complaintAboutTensor } from './tensor-rules.ts';
import { stateOf } from './variables.ts';

/**
 * Everything about a graph that the compiler relies on.
 * @throws ToolError `MODEL_DAMAGED` naming the first thing that does not hold, `MODEL_TOO_LARGE`
 */
export const validate = (graph: Graph): void => {
  for (const tensor of graph.tensors) {
    const complaint = complaintAboutTensor(tensor);
    if (complaint) throw damaged(`tensor ${tensor.id} has ${complaint}`);
  }
  validateOrder(graph);
  for (const operator of graph.operators) {
    const complaint = complaintAbout(graph, operator);
    if (complaint) throw damaged(`${operator.kind} (operator ${operator.index}): ${complaint}`);
  }
  resourcesOf(graph);
  refuseTooLarge(graph);
};

/** Every tensor exists and has one maker, before its first use. */
const validateOrder = (graph: Graph): void => {
  const { tensors, operators, inputs, outputs } = graph;
  if (inputs.length === 0) throw damaged('no inputs');
  if (outputs.length === 0) throw damaged('no outputs');
  if (operators.length === 0) throw damaged('no operators');
  const needs = (id: number) => {
    if (!tensors[id]) throw damaged(`tensor ${id} does not exist`);
  };
  const kept = operators.flatMap((operator) => (rulesOf(operator.kind)?.keepsOutputs ? operator.outputs : []));
  const made = new Set([...inputs, ...stateOf(graph).filter((id) => !kept.includes(id))]);
  if (new Set(inputs).size !== inputs.length) throw damaged('the same input twice');
  for (const id of inputs) {
    needs(id);
    const { data, isVariable } = tensors[id] as Tensor;
    if (data || isVariable) throw damaged(`input tensor ${id} is a ${data ? 'constant' : 'variable'}`);
  }
  for (const operator of operators) {
    for (const id of operator.inputs) {
      if (id === -1) continue;
      needs(id);
      if (!made.has(id) && !tensors[id]?.data)
        throw damaged(`operator ${operator.index} reads tensor ${id} before anything writes it`);
    }
    for (const id of operator.intermediates ?? []) needs(id);
    for (const id of operator.outputs) {
      needs(id);
      if (made.has(id) || tensors[id]?.data)
        throw damaged(`operator ${operator.index} writes tensor ${id}, which is not free`);
      made.add(id);
    }
  }
  for (const id of outputs) {
    needs(id);
    if (!made.has(id)) throw damaged(`output tensor ${id} is never written`);
  }
};

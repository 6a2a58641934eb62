import type { Graph, Tensor } from '../../model/graph.ts';
import { rootOf } from '../views.ts';
import type { PassSpec } from './spec.ts';

/**
 * A RESHAPE changes no byte: its output becomes another view of its input, or a constant of a constant. It stays where the
 * caller holds both ends, who may write one and read the other.
 */
const apply = (graph: Graph): Graph => {
  const tensors = [...graph.tensors];
  const callers = new Set([...graph.inputs, ...graph.outputs]);
  const operators = graph.operators.filter(({ kind, inputs, outputs }) => {
    if (kind !== 'RESHAPE') return true;
    const from = tensors[rootOf(tensors, inputs[0] as number)] as Tensor;
    const to = tensors[outputs[0] as number] as Tensor;
    if (callers.has(to.id) && (callers.has(from.id) || from.data)) return true;
    tensors[to.id] = from.data ? { ...to, data: from.data } : { ...to, aliasOf: from.id };
    // Two views of one tensor for the caller would be one buffer for two outputs.
    if (callers.has(to.id)) callers.add(from.id);
    return false;
  });
  return { ...graph, tensors, operators };
};

export default { name: 'remove-identity', title: 'RESHAPE becomes a view of its input', apply } satisfies PassSpec;

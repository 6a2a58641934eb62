import type { Graph, Tensor } from '../../model/graph.ts';
import { rootOf } from '../views.ts';
import type { PassSpec } from './spec.ts';

/** An output may take the bytes of inputs that nobody reads after the operator. Where the kernel allows it, the memory plan does so. */
const apply = (graph: Graph): Graph => {
  const root = (id: number) => rootOf(graph.tensors, id);
  const tensors = [...graph.tensors];
  graph.operators.forEach(({ inputs, outputs: [output = -1] }, step) => {
    const later = new Set(graph.operators.slice(step + 1).flatMap((operator) => operator.inputs.map(root)));
    for (const id of graph.outputs) later.add(root(id));
    const made = tensors[output];
    const isFree = ({ data, isVariable }: Tensor): boolean => !data && !isVariable;
    const reuses = inputs.filter((id) => id !== -1 && isFree(tensors[id] as Tensor) && !later.has(root(id)));
    if (made && reuses.length > 0) tensors[output] = { ...made, reuses };
  });
  return { ...graph, tensors };
};

export default {
  name: 'reuse-inputs',
  title: 'outputs lie over inputs that nobody reads again',
  apply,
} satisfies PassSpec;

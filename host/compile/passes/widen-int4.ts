import type { Graph, Tensor } from '../../model/graph.ts';
import { int4Values } from '../../model/int4.ts';
import { elements } from '../../model/shapes.ts';
import type { PassSpec } from './spec.ts';

const widened = (tensor: Tensor): Tensor => {
  const { dtype, shape, data } = tensor;
  if (dtype !== 'int4' || !data) return tensor;
  return { ...tensor, dtype: 'int8', bits: 4, data: new Uint8Array(int4Values(data, elements(shape)).buffer) };
};

/** Constants of int4 have the same values as int8: then every pass and kernel knows them. */
const apply = (graph: Graph): Graph => ({ ...graph, tensors: graph.tensors.map(widened) });

export default { name: 'widen-int4', title: 'int4 weights become int8', apply } satisfies PassSpec;

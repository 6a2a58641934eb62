import type { Graph } from '../../host/model/graph.ts';
import { network } from './graphs.ts';
import { Random } from './random.ts';
import { between, quantized } from './random-drafts.ts';

const BYTES = 256;
const SHAPE = [BYTES, BYTES];

/** A model of two int8 inputs of random scales, and the one record in which every byte meets every other. */
export const everyPair = (
  kind: 'ADD' | 'SUB' | 'MUL',
  seed: number,
): { readonly kind: string; readonly seed: number; readonly graph: Graph; readonly records: readonly Uint8Array[] } => {
  const random = new Random(1 + seed);
  const scales = [between(random, 1e-3, 1), between(random, 1e-3, 1)] as const;
  const reach = kind === 'MUL' ? scales[0] * scales[1] * 128 : Math.max(...scales);
  const tensors = [...scales, reach * between(random, 0.3, 3)].map((scale) => quantized(random, SHAPE, scale));
  const operator = { kind, inputs: [0, 1], outputs: [2], options: { activation: 'none' as const } };
  const record = Uint8Array.from({ length: 2 * BYTES * BYTES }, (_, at) => (at < BYTES * BYTES ? at >> 8 : at) & 255);
  return { kind, seed, graph: network(tensors, [operator], [0, 1]), records: [record] };
};

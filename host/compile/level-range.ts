import type { Graph, Operator, Tensor } from '../model/graph.ts';
import { valuesOf } from '../model/values.ts';

export type Range = readonly [least: number, most: number];

const ANYTHING: Range = [-128, 127];
const SIGNS: Range = [-1, 1];

/** Operators whose outputs are elements of their first input. */
const moving: ReadonlySet<Operator['kind']> = new Set([
  'RESHAPE',
  'TRANSPOSE',
  'MAX_POOL_2D',
  'SLICE',
  'STRIDED_SLICE',
]);

const rangeOfLevels = ({ data }: Tensor): Range => {
  const levels = valuesOf('int8', data as Uint8Array);
  return [Math.min(...levels), Math.max(...levels)];
};

/** Least and greatest value that an int8 tensor of a graph can have, as far as the levels of its quantiser say. */
export const levelRange = (graph: Graph, id: number): Range => {
  const maker = graph.operators.find(({ outputs }) => outputs.includes(id));
  if (!maker) return ANYTHING;
  if (moving.has(maker.kind)) return levelRange(graph, maker.inputs[0] as number);
  if (maker.kind === 'LceDequantize') return isUnit(graph.tensors[id] as Tensor) ? SIGNS : ANYTHING;
  const levels = graph.tensors[maker.inputs[maker.kind === 'QonnxLevels' ? 2 : 3] ?? -1];
  return (maker.kind === 'QonnxLevels' || maker.kind === 'QonnxSums') && levels?.data
    ? rangeOfLevels(levels)
    : ANYTHING;
};

/** Of scale 1 around 0, so that signs are +1 and -1. */
const isUnit = ({ quantization }: Tensor): boolean => quantization?.scales[0] === 1 && quantization.zeroPoints[0] === 0;

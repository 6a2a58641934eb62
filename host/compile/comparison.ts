import type { Tensor } from '../model/graph.ts';
import { Constants, halfwords } from './constants.ts';
import { affine, quantizeMultiplier } from './quantize.ts';
import { inputTable } from './summation.ts';

/** Headroom of inputs before they are rescaled by their own scales (tensorflow/lite/micro/kernels/comparisons.cc). */
const LEFT_SHIFT = 8;

const relations = {
  equal: (a: number, b: number) => a === b,
  less: (a: number, b: number) => a < b,
};

type Comparison = (a: number, b: number) => boolean;

/** How the reference compares an s8 of one tensor with one of another. */
export const comparisonOf = (relation: keyof typeof relations, ...inputs: readonly [Tensor, Tensor]): Comparison => {
  const [first = [], second = []] = inputs.map((x) => inputTable(x, quantizeMultiplier(affine(x).scale), LEFT_SHIFT));
  return (a, b) => relations[relation](first[a & 255] as number, second[b & 255] as number);
};

const ascending = Array.from({ length: 256 }, (_, at) => at - 128);
const byByte = Array.from({ length: 256 }, (_, byte) => (byte << 24) >> 24);

/** Constants of `compare_s8`. What bytes stand for never falls as they rise: those that are equal to a value, or greater, follow one another. */
export const comparisonTable = (holds: Comparison): Uint8Array => {
  const ranges = byByte.map((a) => {
    const fitting = ascending.filter((b) => holds(a, b));
    return halfwords(fitting[0] ?? 0, fitting.length);
  });
  return new Constants().s32(...ranges).finish();
};

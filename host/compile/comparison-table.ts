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

/** What each byte stands for, from -128 to 127; it does not fall. */
const valuesOf = (x: Tensor): number[] => {
  const table = inputTable(x, quantizeMultiplier(affine(x).scale), LEFT_SHIFT);
  return [...table.slice(128), ...table.slice(0, 128)];
};

/**
 * Constants of `compare_s8`. Values never fall as bytes rise, so the bytes of `b` that are equal to a byte of `a`, or greater,
 * follow one another.
 */
export const comparisonTable = (relation: keyof typeof relations, a: Tensor, b: Tensor): Uint8Array => {
  const others = valuesOf(b);
  const ranges = valuesOf(a).map((value) => {
    const fitting = others.flatMap((other, index) => (relations[relation](value, other) ? [index - 128] : []));
    return halfwords(fitting[0] ?? 0, fitting.length);
  });
  return new Constants().s32(...ranges.slice(128), ...ranges.slice(0, 128)).finish();
};

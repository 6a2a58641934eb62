import type { Tensor } from '../../../host/model/graph.ts';
import { tensorBytes } from '../../../host/model/shapes.ts';
import { valuesOf } from '../../../host/model/values.ts';

/** Place of an element, outermost axis first. */
const positionOf = (index: number, shape: readonly number[]): number[] => {
  let rest = index;
  const inner = shape.toReversed().map((extent) => {
    const at = rest % extent;
    rest = (rest - at) / extent;
    return at;
  });
  return inner.toReversed();
};

/** The first element that differs, with both values; undefined if none does. */
export const firstDifference = (
  { dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>,
  actual: Uint8Array,
  expected: Uint8Array,
): string | undefined => {
  if (Buffer.compare(actual, expected) === 0) return undefined;
  if (actual.length !== expected.length) return `${actual.length} bytes instead of ${expected.length}`;
  const bytes = tensorBytes({ dtype, shape: [] });
  const at = Math.floor(actual.findIndex((byte, index) => byte !== expected[index]) / bytes);
  const value = (data: Uint8Array) => valuesOf(dtype, data.subarray(at * bytes, (at + 1) * bytes))[0];
  return `${dtype}[${shape}] at [${positionOf(at, shape)}] is ${value(actual)} instead of ${value(expected)}`;
};

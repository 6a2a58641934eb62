import type { DType } from '../model/graph.ts';
import { valuesOf } from '../model/values.ts';

/** How two tensors differ, over all records. */
export interface Difference {
  readonly elements: number;
  readonly differing: number;
  /** Largest distance, in steps of the type; of floats their difference. */
  readonly largest: number;
  readonly first?: {
    readonly record: number;
    readonly element: number;
    readonly ours: number;
    readonly theirs: number;
  };
}

export const none: Difference = { elements: 0, differing: 0, largest: 0 };

export const compare = (
  before: Difference,
  record: number,
  dtype: DType,
  { ours, theirs }: { readonly ours: Uint8Array; readonly theirs: Uint8Array },
): Difference => {
  const [a, b] = [valuesOf(dtype, ours), valuesOf(dtype, theirs)];
  let { differing, largest, first } = before;
  a.forEach((value, element) => {
    const other = b[element] as number;
    if (Object.is(value, other) || value === other) return;
    differing++;
    largest = Math.max(largest, Math.abs(value - other));
    first ??= { record, element, ours: value, theirs: other };
  });
  return { elements: before.elements + a.length, differing, largest, ...(first && { first }) };
};

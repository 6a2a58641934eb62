import type { Tensor } from '../model/graph.ts';
import { elements } from '../model/shapes.ts';
import { valuesOf } from '../model/values.ts';
import { lowerLookup } from './lookup.ts';
import type { Lowered } from './operators/spec.ts';

/** The only element of a constant, if it is one. */
const single = ({ dtype, shape, data }: Tensor): number | undefined =>
  data && elements(shape) === 1 ? valuesOf(dtype, data)[0] : undefined;

/**
 * An operator on an int8 input and one constant element, whichever comes first, as a table; undefined for other inputs.
 * @param of         what becomes of two elements, as they are stored
 * @param positions  of the inputs in the operator's list
 */
export const lowerByTable = (
  [a, b]: readonly [Tensor, Tensor],
  y: Tensor,
  of: (a: number, b: number) => number,
  positions: readonly [number, number] = [0, 1],
): Lowered | undefined => {
  const [first, second] = [single(a), single(b)];
  if (second !== undefined && a.dtype === 'int8') return lowerLookup(a, y, (value) => of(value, second), positions[0]);
  return first !== undefined && b.dtype === 'int8'
    ? lowerLookup(b, y, (value) => of(first, value), positions[1])
    : undefined;
};

import type { DType, Tensor } from './graph.ts';
import { differentScales } from './scale-rules.ts';
import { hasElements, same } from './shapes.ts';

/** Types whose values mean nothing without a scale. */
const scaled: readonly DType[] = ['int8', 'uint8', 'int16'];

/** Elements that are copied as they are: scaled alike, where their type has scales. */
export const complaintAboutScales = (x: Tensor, y: Tensor): string | undefined =>
  scaled.includes(x.dtype) ? differentScales(x, y) : undefined;

/** For operators that move elements; `due` is the shape that they give, undefined where they give none. */
export const complaintAboutMove = (x: Tensor, y: Tensor, due: readonly number[] | undefined): string | undefined => {
  if (!due) return `nothing can be made of [${x.shape}]`;
  return same(due, y.shape) ? complaintAboutScales(x, y) : `[${x.shape}] gives [${due}], not [${y.shape}]`;
};

/** TensorFlow Lite Micro's kernels count on few dimensions. */
export const refuseRank = (tensors: readonly Tensor[], most: number): string | undefined => {
  const rank = Math.max(...tensors.map(({ shape }) => shape.length));
  return rank > most ? `of rank ${rank}` : undefined;
};

/** Elements of less than a byte or of no fixed size cannot be copied one by one. */
export const refuseOddTypes = (x: Tensor, y: Tensor): string | undefined => {
  const odd = [x, y].find(({ dtype }) => !hasElements(dtype) || dtype === 'int4' || dtype === 'complex128');
  if (odd) return `with ${odd.dtype}`;
  return x.dtype === y.dtype ? undefined : `with ${x.dtype} and ${y.dtype}`;
};

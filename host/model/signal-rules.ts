import type { Tensor } from './graph.ts';
import { same } from './shapes.ts';

/** What of an operator's tensors has not the shape due, as pairs of tensor and shape. */
export const wrongShape = (...due: readonly (readonly [Tensor, readonly number[]])[]): string | undefined => {
  const [tensor, shape] = due.find(([{ shape }, wanted]) => !same(shape, wanted)) ?? [];
  return tensor && `tensor ${tensor.id} of shape [${tensor.shape}], where [${shape}] is due`;
};

/** A shift that is defined for integers of 32 bits. */
export const wrongShift = (bits: number): string | undefined =>
  bits >= 0 && bits < 32 ? undefined : `a shift by ${bits}, which is not one of 0 to 31`;

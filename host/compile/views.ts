import type { Tensor } from '../model/graph.ts';

/** The tensor whose bytes a view shows; of any other tensor itself. */
export const rootOf = (tensors: readonly Tensor[], id: number): number => {
  const target = tensors[id]?.aliasOf;
  return target === undefined ? id : rootOf(tensors, target);
};

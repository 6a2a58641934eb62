import type { Tensor } from '../model/graph.ts';

/** The tensor whose bytes a view shows; of any other tensor itself. */
export const rootOf = (tensors: readonly Tensor[], id: number): number => {
  const target = tensors[id]?.aliasOf;
  return target === undefined ? id : rootOf(tensors, target);
};

/** The byte of that tensor at which it begins. */
export const byteInRoot = (tensors: readonly Tensor[], id: number): number => {
  const { aliasOf, aliasByte = 0 } = tensors[id] ?? {};
  return aliasOf === undefined ? 0 : aliasByte + byteInRoot(tensors, aliasOf);
};

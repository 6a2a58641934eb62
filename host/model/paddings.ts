import { integers } from './constant-data.ts';
import type { Tensor } from './graph.ts';

/** Elements before and after along each axis, from a constant of shape [rank, 2]. */
export const paddingsOf = (paddings: Tensor): { readonly before: number; readonly after: number }[] => {
  const amounts = integers(paddings);
  return Array.from({ length: amounts.length / 2 }, (_, axis) => ({
    before: amounts[2 * axis] ?? 0,
    after: amounts[2 * axis + 1] ?? 0,
  }));
};

export const complaintAboutPaddings = ({ shape }: Tensor, paddings: Tensor): string | undefined => {
  if (paddings.dtype !== 'int32' && paddings.dtype !== 'int64') return `${paddings.dtype} paddings`;
  const amounts = integers(paddings);
  if (shape.length === 0 || amounts.length !== 2 * shape.length)
    return `${amounts.length} paddings for rank ${shape.length}`;
  return amounts.some((amount) => amount < 0) ? `[${shape}] padded by ${amounts}` : undefined;
};

export const paddedShape = ({ shape }: Tensor, paddings: Tensor): number[] => {
  const amounts = paddingsOf(paddings);
  return shape.map((extent, axis) => extent + (amounts[axis]?.before ?? 0) + (amounts[axis]?.after ?? 0));
};

import type { Tensor } from './graph.ts';

/** What numbers along one axis, or for all, contradict: `rows` of them for a tensor. */
export const complaintAboutRows = (x: Tensor, axis: number, rows: number): string | undefined => {
  if (axis < 0 || axis >= Math.max(1, x.shape.length)) return `axis ${axis} of [${x.shape}]`;
  return rows === 1 || rows === x.shape[axis] ? undefined : `${rows} rows for axis ${axis} of [${x.shape}]`;
};

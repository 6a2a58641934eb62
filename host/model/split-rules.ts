import { axisOf } from './axes.ts';
import { integers } from './constant-data.ts';
import { complaintAboutMove } from './copy-rules.ts';
import type { Tensor } from './graph.ts';
import { refuseComputed, refuseMixed } from './type-rules.ts';

/** tensorflow/lite/micro/kernels/split.cc and split_v.cc: parts of `x` along a constant axis. */
export const refuseSplit = (x: Tensor, axis: Tensor, parts: readonly Tensor[]): string | undefined =>
  refuseMixed([x, ...parts], 'int8', 'int16', 'int32', 'float32') ??
  refuseMixed([axis], 'int32') ??
  refuseComputed(axis, 'axis');

/** The parts' own shapes say how much each takes. */
export const complaintAboutSplit = (x: Tensor, given: Tensor, parts: readonly Tensor[]): string | undefined => {
  const axis = axisOf(integers(given)[0], x.shape.length);
  const extents = parts.map(({ shape }) => shape[axis ?? -1] ?? 0);
  const sum = extents.reduce((total, extent) => total + extent, 0);
  if (axis === undefined || sum !== x.shape[axis])
    return `[${x.shape}] into ${parts.map(({ shape }) => `[${shape}]`).join(', ')} along axis ${integers(given)}`;
  return parts.map((part, index) => complaintAboutMove(x, part, x.shape.with(axis, extents[index] ?? 0))).find(Boolean);
};

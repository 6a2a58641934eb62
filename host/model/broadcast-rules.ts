import type { Tensor } from './graph.ts';
import { broadcast, same } from './shapes.ts';

/** What TensorFlow Lite Micro has room for (tensorflow/lite/kernels/internal/runtime_shape.h). */
const MAX_RANK = 6;

export const refuseRank = (tensors: readonly (Tensor | undefined)[], most = MAX_RANK): string | undefined => {
  const rank = Math.max(...tensors.map((tensor) => tensor?.shape.length ?? 0));
  return rank > most ? `of rank ${rank}` : undefined;
};

/** The shape of an output is the one to which all inputs are broadcast. */
export const complaintAboutBroadcast = (
  inputs: readonly (Tensor | undefined)[],
  { shape }: Tensor,
): string | undefined => {
  const shapes = inputs.map((input) => input?.shape ?? []);
  const expected = shapes.reduce<readonly number[] | undefined>((all, one) => all && broadcast(all, one), []);
  return expected && same(expected, shape)
    ? undefined
    : `${shapes.map((one) => `[${one}]`).join(' and ')} do not give [${shape}]`;
};

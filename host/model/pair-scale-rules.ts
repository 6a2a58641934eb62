import type { Tensor } from './graph.ts';
import { scaleOf } from './scale-rules.ts';

// Scales of two inputs and an output, beyond which the reference stops or a value leaves its word.

/**
 * kernels/add_common.cc: both inputs are brought to twice the larger scale at 20 bits more (int16: 15), and that to the output's
 * with a multiplier below 1. In float32 (kernels/sub_common.cc) scales far from 1 may leave no ratio at all.
 */
export const complaintAboutSum = (
  x: Tensor,
  w: Tensor,
  y: Tensor,
  rounded: (value: number) => number = (value) => value,
): string | undefined => {
  const bits = y.dtype === 'int16' ? 15 : 20;
  const twiceMax = rounded(2 * Math.max(scaleOf(x), scaleOf(w)));
  const output = rounded(2 ** bits * scaleOf(y));
  if (twiceMax / output >= 1)
    return `scales ${scaleOf(x)} and ${scaleOf(w)} are more than 2^${bits - 1} of the output's ${scaleOf(y)}`;
  const ratios = [scaleOf(x) / twiceMax, scaleOf(w) / twiceMax, twiceMax / output];
  return ratios.every((ratio) => rounded(ratio) > 0)
    ? undefined
    : `scales ${scaleOf(x)}, ${scaleOf(w)} and ${scaleOf(y)} are too far apart`;
};

/** From here on a quotient of 128 would be shifted left, which the reference cannot (kernels/internal/reference/div.h). */
const MAX_QUOTIENT_EXPONENT = 23;

/** kernels/div.cc, in float32. */
export const complaintAboutQuotient = (x: Tensor, w: Tensor, y: Tensor): string | undefined =>
  scaleOf(x) / Math.fround(scaleOf(w) * scaleOf(y)) < 2 ** MAX_QUOTIENT_EXPONENT
    ? undefined
    : `scales ${scaleOf(x)} / (${scaleOf(w)} × ${scaleOf(y)}), 2^${MAX_QUOTIENT_EXPONENT} or more`;

/** From here on a rescaling would shift the square out of its word. */
const MAX_SQUARE_EXPONENT = 30;

/** kernels/squared_difference.cc: the difference at twice the larger scale, at 7 bits more (int16: none), is squared and rescaled. */
export const complaintAboutSquare = (x: Tensor, w: Tensor, y: Tensor): string | undefined => {
  const bits = y.dtype === 'int16' ? 0 : 7;
  const twiceMax = 2 * Math.max(scaleOf(x), scaleOf(w));
  return twiceMax ** 2 / (2 ** (2 * bits) * scaleOf(y)) < 2 ** MAX_SQUARE_EXPONENT
    ? undefined
    : `scales (2 × ${twiceMax / 2})² / ${scaleOf(y)}, 2^${MAX_SQUARE_EXPONENT + 2 * bits} or more`;
};

/** Whole and real numbers stand for themselves. */
export const isPlain = ({ dtype }: Tensor): boolean => dtype === 'int32' || dtype === 'float32';

export const refuseScales = (tensors: readonly (Tensor | undefined)[]): string | undefined =>
  tensors.some((tensor) => tensor?.dtype === 'int32' && tensor.quantization) ? 'with quantised int32' : undefined;

import type { Tensor } from './graph.ts';
import { elements, tensorBytes } from './shapes.ts';
import type { Weighted } from './sum-rules.ts';
import { valuesOf } from './values.ts';

/** From here on a rescaling would shift a 32-bit sum out of its word: every output saturates or wraps. */
const MAX_EXPONENT = 30;
/** And from here on the reference's debug builds stop at a 64-bit one (kernels/internal/common.cc). */
const MAX_WIDE_EXPONENT = 7;
/** The reference rescales sums of up to 2^47; products of all weights that a model may have stay below half of that. */
const MAX_WIDE_BIAS = 2 ** 46;
/** How far a bias may be scaled from its sum, in steps of the output (kernels/kernel_util.cc, GetQuantizedConvolutionMultipler). */
const MAX_BIAS_STEPS = 0.02;

/** The first one; 0 for none. */
export const scaleOf = ({ quantization }: Tensor): number => quantization?.scales[0] ?? 0;

/** Activations have one scale for all their elements, unless they are real numbers. */
export const singleScales = (tensors: readonly Tensor[]): string | undefined => {
  const without = tensors.find(
    ({ dtype, quantization }) =>
      dtype !== 'float32' && !(quantization?.scales.length === 1 && (quantization.scales[0] ?? 0) > 0),
  );
  return without && `tensor ${without.id} has no single scale`;
};

/** For operators that copy values as they are. */
export const differentScales = (x: Tensor, y: Tensor): string | undefined =>
  x.quantization?.scales[0] === y.quantization?.scales[0] &&
  x.quantization?.zeroPoints[0] === y.quantization?.zeroPoints[0]
    ? undefined
    : 'input and output are scaled differently';

/** Products of two tensors that can be rescaled to a third, from sums of that many bits. */
export const complaintAboutRescale = (
  [x, w]: readonly [Tensor, Tensor],
  y: Tensor,
  bits: 32 | 64 = 32,
): string | undefined => {
  const exponent = bits === 64 ? MAX_WIDE_EXPONENT : MAX_EXPONENT;
  const largest = (w.quantization?.scales ?? []).reduce((a, b) => Math.max(a, b), 0);
  const product = largest * scaleOf(x);
  // Fully connected layers multiply in float32, which may overflow where the ratio itself would not.
  if (product / scaleOf(y) < 2 ** exponent && Number.isFinite(Math.fround(product))) return undefined;
  return `scales ${scaleOf(x)} × ${largest} / ${scaleOf(y)}, 2^${exponent} or more`;
};

/** For operators that take a zero point of 0 for granted. */
export const nonZeroPoints = (tensors: readonly Tensor[]): string | undefined => {
  const shifted = tensors.find(({ quantization }) => quantization?.zeroPoints[0] !== 0);
  return shifted && `tensor ${shifted.id} has a zero point other than 0`;
};

/** For operators that take the output's scale, 1 / `steps`, and its zero point for granted. */
export const complaintAboutOutput = (y: Tensor, steps: number, zeroPoint: number): string | undefined => {
  const [zero] = y.quantization?.zeroPoints ?? [];
  return zero === zeroPoint && Math.abs(scaleOf(y) * steps - 1) <= 0.001
    ? undefined
    : `output scale ${scaleOf(y)}, zero point ${zero}; 1/${steps} and ${zeroPoint} are due`;
};

/**
 * Values of an input times `ratio` must stay within a word, in which they are shifted left before they are multiplied. Of int32
 * no ratio is small enough for all values: what leaves the word wraps. Real numbers are not scaled.
 */
export const complaintAboutRatio = ({ dtype }: Tensor, ratio: number): string | undefined => {
  if (dtype === 'float32') return undefined;
  const limit = 2 ** MAX_EXPONENT / (dtype === 'int32' ? 1 : 2 ** (8 * tensorBytes({ dtype, shape: [] })));
  return ratio < limit ? undefined : `scales of ratio ${ratio}, ${limit} or more`;
};

/** The same for an input that is brought to the output's scale. */
export const complaintAboutScaling = (x: Tensor, y: Tensor): string | undefined =>
  complaintAboutRatio(x, scaleOf(x) / scaleOf(y));

/** Times the 0 of a padding they would be no number. */
const complaintAboutReals = ({ data = new Uint8Array(0) }: Tensor): string | undefined =>
  valuesOf('float32', data).every(Number.isFinite) ? undefined : 'weights that are not finite';

/** Constant weights, finite ones, or such whose scales fit the channels along `axis` and whose products can be rescaled to the output. */
export const complaintAboutWeights = (
  { x, w, y }: Weighted,
  channels: number,
  axis: number,
  bits: 32 | 64,
): string | undefined => {
  if (w?.dtype === 'float32') return complaintAboutReals(w);
  const quantization = w?.quantization;
  if (!quantization) return 'weights without quantisation';
  const { scales, zeroPoints } = quantization;
  if (scales.length !== 1 && (scales.length !== channels || quantization.axis !== axis))
    return `${scales.length} weight scales along axis ${quantization.axis} for ${channels} channels along ${axis}`;
  if (zeroPoints.some((zero) => zero !== 0)) return 'weights with a zero point other than 0';
  return complaintAboutRescale([x, w], y, bits);
};

/** One per channel; for fully connected layers of one scale TensorFlow Lite Micro also demands the sum's own scale. */
export const complaintAboutBias = ({ x, w, bias, y }: Weighted, channels: number): string | undefined => {
  if (!bias) return undefined;
  const { dtype, data = new Uint8Array() } = bias;
  if (dtype === 'int64' && valuesOf(dtype, data).some((value) => Math.abs(value) >= MAX_WIDE_BIAS))
    return 'a bias of 2^46 or more';
  if (elements(bias.shape) !== channels) return `${elements(bias.shape)} biases for ${channels} channels`;
  if (bias.quantization?.zeroPoints.some((zero) => zero !== 0)) return 'a bias with a zero point other than 0';
  if (w?.shape.length !== 2 || w.quantization?.scales.length !== 1 || bias.quantization?.scales.length !== 1)
    return undefined;
  const product = scaleOf(x) * scaleOf(w);
  return Math.abs(product - scaleOf(bias)) / scaleOf(y) <= MAX_BIAS_STEPS
    ? undefined
    : `a bias scaled by ${scaleOf(bias)} where its sum is scaled by ${product}`;
};

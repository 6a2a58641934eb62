import type { Activation, Quantization, Tensor } from '../model/graph.ts';
import { channelRescale } from './convolution.ts';
import { lowerConvolution } from './lower-convolution.ts';
import type { Lowered } from './operators/spec.ts';
import { affine, type Multiplier, quantizeMultiplier } from './quantize.ts';
import type { Tiles } from './tiles.ts';
import type { Window } from './window.ts';

/**
 * One scale for all outputs is multiplied in float32 first (kernels/kernel_util.cc, GetQuantizedConvolutionMultipler);
 * one per output goes the way of convolutions.
 */
export const matrixRescale = (x: Tensor, w: Tensor, y: Tensor, channel: number): Multiplier => {
  const { scales } = w.quantization as Quantization;
  if (scales.length > 1) return channelRescale(x, w, y, channel);
  return quantizeMultiplier(Math.fround(affine(x).scale * (scales[0] as number)) / affine(y).scale);
};

/** The same of weights that are constant, which XNNPACK multiplies as convolutions. */
export const constantRescale = (x: Tensor, w: Tensor, y: Tensor, channel: number): Multiplier =>
  affine(y).rounding === 'xnnpack' ? channelRescale(x, w, y, channel) : matrixRescale(x, w, y, channel);

/** A constant matrix, row-major, a row for each output. */
export interface Matrix {
  readonly weights: Int8Array;
  readonly outputs: number;
  readonly inputs: number;
  readonly bias: readonly number[];
  /** Of an output. */
  readonly rescale: (output: number) => Multiplier;
  readonly activation: Activation;
  readonly isZeroFolded: boolean;
  readonly sumBits: 32 | 64;
}

/** Rows of `x` by a constant matrix: a 1×1 convolution over the rows. */
export const lowerMatrix = (
  { weights, outputs, inputs, bias, rescale, activation, isZeroFolded, sumBits }: Matrix,
  { x, y, rows }: { readonly x: Tensor; readonly y: Tensor; readonly rows: number },
  tiles: Tiles,
): Lowered => {
  const window: Window = {
    input: [1, rows],
    output: [1, rows],
    kernel: [1, 1],
    stride: [1, 1],
    dilation: [1, 1],
    padding: 'valid',
    channels: inputs,
    activation,
  };
  const scaling = { inputZero: affine(x).zero, isZeroFolded, output: affine(y) };
  const filters = Array.from({ length: outputs }, (_, channel) => ({
    taps: Array.from(weights.subarray(channel * inputs, (channel + 1) * inputs)),
    bias: bias[channel] ?? 0,
    rescale: rescale(channel),
  }));
  return lowerConvolution({ window, scaling, groups: [filters], sumBits }, tiles, { images: 1, x, y });
};

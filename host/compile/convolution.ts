import { Conv, TILE_CHANNELS, TILE_DEPTH } from '../../assembly/shared/conv_layout.ts';
import type { Activation, Tensor } from '../model/graph.ts';
import { windowPadding } from '../model/shapes.ts';
import { Constants, int32s } from './constants.ts';
import { type Affine, activationRange, affine, channelScale, type Multiplier, quantizeMultiplier } from './quantize.ts';

/** Sizes and steps of a window that slides over [H, W, C]. */
export interface Window {
  readonly input: readonly [h: number, w: number, c: number];
  readonly output: readonly [h: number, w: number];
  readonly kernel: readonly [h: number, w: number];
  readonly stride: readonly [h: number, w: number];
  readonly dilation: readonly [h: number, w: number];
  readonly activation: Activation;
}

/** The fields that all windowed kernels read; see `assembly/shared/conv_layout.ts`. */
export const windowFields = (window: Window, output: Affine): Partial<Record<Conv, number>> => {
  const { min, max } = activationRange(window.activation, output);
  const [inH, inW, channels] = window.input;
  const padding = (axis: 0 | 1) =>
    windowPadding(
      window.input[axis],
      window.output[axis],
      window.kernel[axis],
      window.stride[axis],
      window.dilation[axis],
    );
  return {
    [Conv.OUT_ZERO]: output.zero,
    [Conv.OUT_MIN]: min,
    [Conv.OUT_MAX]: max,
    [Conv.OUT_H]: window.output[0],
    [Conv.OUT_W]: window.output[1],
    [Conv.STRIDE_H]: window.stride[0],
    [Conv.STRIDE_W]: window.stride[1],
    [Conv.PAD_H]: padding(0),
    [Conv.PAD_W]: padding(1),
    [Conv.KERNEL_H]: window.kernel[0],
    [Conv.KERNEL_W]: window.kernel[1],
    [Conv.DILATION_H]: window.dilation[0],
    [Conv.DILATION_W]: window.dilation[1],
    [Conv.IN_H]: inH,
    [Conv.IN_W]: inW,
    [Conv.IN_CHANNELS]: channels,
    [Conv.ROW_BYTES]: inW * channels,
  };
};

export const writeFields = (constants: Constants, fields: Partial<Record<Conv, number>>): Constants => {
  for (let offset = 0; offset < Conv.BYTES; offset += 4) constants.s32(fields[offset as Conv] ?? 0);
  return constants;
};

/** One filter: its taps in the order of the gathered window, and how its sum becomes an output. */
export interface Filter {
  readonly taps: readonly number[];
  readonly bias: number;
  readonly rescale: Multiplier;
}

/** Rescaling per output channel (kernels/kernel_util.cc, PopulateConvolutionQuantizationParams): products in double. */
export const channelRescale = (x: Tensor, w: Tensor, y: Tensor, channel: number): Multiplier =>
  quantizeMultiplier(
    (affine(x).scale * channelScale(w.quantization as NonNullable<Tensor['quantization']>, channel)) / affine(y).scale,
  );

export const biases = (bias: Tensor | undefined, channels: number): readonly number[] =>
  bias?.data ? int32s(bias.data) : new Array<number>(channels).fill(0);

/** int8 elements. */
export const weightsOf = (w: Tensor): Int8Array => {
  const data = w.data as Uint8Array;
  return new Int8Array(data.buffer, data.byteOffset, data.length);
};

/**
 * Constants of `conv2d_s8`: fields, then tiles of four filters. The input's zero point and the offsets that make input and
 * weights unsigned are folded into the bias.
 */
export const packConvolution = (
  window: Window,
  output: Affine,
  inputZero: number,
  groups: readonly (readonly Filter[])[],
): Uint8Array => {
  const [first] = groups[0] as readonly [Filter];
  const depth = depthOf(first.taps.length);
  const groupFilters = groups[0]?.length ?? 0;
  const constants = writeFields(new Constants(), {
    ...windowFields(window, output),
    [Conv.PAD_VALUE]: inputZero + 128,
    [Conv.GROUPS]: groups.length,
    [Conv.GROUP_CHANNELS]: window.input[2] / groups.length,
    [Conv.GROUP_FILTERS]: groupFilters,
    [Conv.DEPTH]: depth,
  });
  for (const filters of groups)
    for (let tile = 0; tile < groupFilters; tile += TILE_CHANNELS) {
      const members = Array.from({ length: TILE_CHANNELS }, (_, index) => filters[tile + index]);
      for (const member of members) {
        const sum = member?.taps.reduce((total, tap) => total + tap, 0) ?? 0;
        const folded = ((member?.bias ?? 0) - Math.imul(inputZero + 128, sum)) | 0;
        constants.s32(folded, member?.rescale.multiplier ?? 0, member?.rescale.shift ?? 0);
      }
      for (let tap = 0; tap < depth; tap++) for (const member of members) constants.u8((member?.taps[tap] ?? 0) + 128);
    }
  return constants.finish();
};

/** Bytes of a gathered window. */
export const depthOf = (taps: number): number => Math.ceil(taps / TILE_DEPTH) * TILE_DEPTH;

/** Constants of `depthwise_conv2d_s8`. */
export const packDepthwise = (
  window: Window,
  output: Affine,
  inputZero: number,
  filters: readonly Filter[],
): Uint8Array => {
  const constants = writeFields(new Constants(), {
    ...windowFields(window, output),
    [Conv.PAD_VALUE]: -inputZero,
    [Conv.MULTIPLIER]: filters.length / window.input[2],
  });
  for (const { bias, rescale } of filters) constants.s32(bias, rescale.multiplier, rescale.shift);
  const taps = filters[0]?.taps.length ?? 0;
  for (let tap = 0; tap < taps; tap++) for (const filter of filters) constants.u8(filter.taps[tap] ?? 0);
  return constants.finish();
};

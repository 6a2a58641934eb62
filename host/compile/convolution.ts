import { Conv, TILE_CHANNELS, TILE_DEPTH } from '../../assembly/shared/conv_layout.ts';
import type { Quantization, Tensor } from '../model/graph.ts';
import { int4Values } from '../model/int4.ts';
import { elements } from '../model/shapes.ts';
import { valuesOf } from '../model/values.ts';
import { Constants } from './constants.ts';
import { type Affine, affine, channelScale, type Multiplier, multiplierWords } from './quantize.ts';
import { outputMultiplier } from './requantize-xnnpack.ts';
import { type Window, windowFields, writeFields } from './window.ts';

/** One filter: its taps in the order of the gathered window, and how its sum becomes an output. */
export interface Filter {
  readonly taps: readonly number[];
  readonly bias: number;
  readonly rescale: Multiplier;
}

/** What a convolution reads and writes, beside its window. */
export interface Scaling {
  /** Zero point of the input: the value of padding. */
  readonly inputZero: number;
  /** Whether the bias already accounts for it. */
  readonly isZeroFolded: boolean;
  readonly output: Affine;
}

/** Rescaling per output channel (kernels/kernel_util.cc, PopulateConvolutionQuantizationParams): products in double. */
export const channelRescale = (x: Tensor, w: Tensor, y: Tensor, channel: number): Multiplier =>
  outputMultiplier(affine(x).scale * channelScale(w.quantization as Quantization, channel), affine(y));

export const biases = (bias: Tensor | undefined, channels: number): readonly number[] =>
  bias?.data ? valuesOf(bias.dtype, bias.data) : new Array<number>(channels).fill(0);

/** Of int8 or int4. */
export const weightsOf = ({ dtype, shape, data = new Uint8Array() }: Tensor): Int8Array =>
  dtype === 'int4' ? int4Values(data, elements(shape)) : new Int8Array(data.buffer, data.byteOffset, data.length);

/**
 * Constants of `conv2d_s8`: fields, then tiles of four filters. The offsets that make input and weights unsigned are folded
 * into the bias, and so is the input's zero point where no pass has done that.
 */
export const packConvolution = (
  window: Window,
  { inputZero, isZeroFolded, output }: Scaling,
  groups: readonly (readonly Filter[])[],
): Uint8Array => {
  const [first] = groups[0] as readonly [Filter];
  const depth = depthOf(first.taps.length);
  const groupFilters = groups[0]?.length ?? 0;
  const constants = writeFields(new Constants(), {
    ...windowFields(window, output),
    [Conv.PAD_VALUE]: inputZero + 128,
    [Conv.GROUPS]: groups.length,
    [Conv.GROUP_CHANNELS]: window.channels / groups.length,
    [Conv.GROUP_FILTERS]: groupFilters,
    [Conv.DEPTH]: depth,
  });
  const offset = isZeroFolded ? 128 : inputZero + 128;
  for (const filters of groups)
    for (let tile = 0; tile < groupFilters; tile += TILE_CHANNELS) {
      const members = Array.from({ length: TILE_CHANNELS }, (_, index) => filters[tile + index]);
      for (const member of members) {
        const sum = member?.taps.reduce((total, tap) => total + tap, 0) ?? 0;
        const folded = ((member?.bias ?? 0) - Math.imul(offset, sum)) | 0;
        constants.s32(folded, ...(member ? multiplierWords(member.rescale) : [0, 0]));
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
  { inputZero, isZeroFolded, output }: Scaling,
  filters: readonly Filter[],
): Uint8Array => {
  const constants = writeFields(new Constants(), {
    ...windowFields(window, output),
    [Conv.PAD_VALUE]: isZeroFolded ? 0 : -inputZero,
    [Conv.MULTIPLIER]: filters.length / window.channels,
  });
  for (const { bias, rescale } of filters) constants.s32(bias, ...multiplierWords(rescale));
  const taps = filters[0]?.taps.length ?? 0;
  for (let tap = 0; tap < taps; tap++) for (const filter of filters) constants.u8(filter.taps[tap] ?? 0);
  return constants.finish();
};

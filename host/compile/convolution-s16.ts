import { Conv, TILE_CHANNELS } from '../../assembly/shared/conv_layout.ts';
import { SUMS_BYTES, TOTALS_BYTES } from '../../assembly/shared/s16_layout.ts';
import { Constants } from './constants.ts';
import { depthOf, type Filter } from './convolution.ts';
import type { Kernel } from './general-kernel.ts';
import type { Convolution } from './lower-convolution.ts';
import { reduced, wordRescales } from './rescale-s16.ts';
import { type Window, windowFields, writeFields } from './window.ts';

const S16_BYTES = 2;

/** Writes what of a filter stands before its tile's weights, given its folded bias; zeros where the tile has no filter. */
type WriteFilter = (constants: Constants, filter: Filter | undefined, bias: number) => void;

/** A kernel, what it reads of a filter, and what it keeps in scratch beside the window. */
interface Form {
  readonly kernel: string;
  readonly write: WriteFilter;
  readonly sumsBytes: number;
}

const bias32: Form = {
  kernel: 'conv2d_s16_bias32',
  write: (constants, filter, bias) =>
    constants.s32(bias | 0, filter?.rescale.multiplier ?? 0, filter?.rescale.shift ?? 0),
  sumsBytes: SUMS_BYTES,
};

const wide: Form = {
  kernel: 'conv2d_s16',
  write: (constants, filter, bias) =>
    constants.s64(bias).s32(filter ? reduced(filter.rescale) : 0, filter?.rescale.shift ?? 0),
  sumsBytes: SUMS_BYTES + TOTALS_BYTES,
};

/** For sums of 64 bits that fit a word. */
const short = (filters: readonly Filter[]): Form | undefined => {
  const rescales = wordRescales(filters);
  const byFilter = new Map(filters.map((filter, at) => [filter, rescales?.[at]]));
  return (
    rescales && {
      kernel: 'conv2d_s16_short',
      write: (constants, filter, bias) => constants.s32(bias | 0, ...((filter && byFilter.get(filter)) ?? [0, 0])),
      sumsBytes: SUMS_BYTES,
    }
  );
};

const fields = (window: Window, { scaling, groups }: Convolution): Partial<Record<Conv, number>> => ({
  ...windowFields(window, scaling.output, 'int16'),
  [Conv.ROW_BYTES]: S16_BYTES * window.input[1] * window.channels,
  [Conv.GROUPS]: groups.length,
  [Conv.GROUP_CHANNELS]: window.channels / groups.length,
  [Conv.GROUP_FILTERS]: groups[0]?.length ?? 0,
  [Conv.DEPTH]: depthOf(groups[0]?.[0]?.taps.length ?? 0),
});

/** A convolution of 16-bit activations. */
export const lowerConvolutionS16 = (convolution: Convolution): Kernel => {
  const { window, groups, sumBits } = convolution;
  const form = sumBits === 32 ? bias32 : (short(groups.flat()) ?? wide);
  const depth = depthOf(groups[0]?.[0]?.taps.length ?? 0);
  const constants = writeFields(new Constants(), fields(window, convolution));
  for (const filters of groups)
    for (let tile = 0; tile < filters.length; tile += TILE_CHANNELS) {
      const members = Array.from({ length: TILE_CHANNELS }, (_, index) => filters[tile + index]);
      for (const member of members) {
        const sum = member?.taps.reduce((total, tap) => total + tap, 0) ?? 0;
        form.write(constants, member, (member?.bias ?? 0) - 2 ** 15 * sum);
      }
      for (let tap = 0; tap < depth; tap++) for (const member of members) constants.u8((member?.taps[tap] ?? 0) + 128);
    }
  return {
    kernel: form.kernel,
    constants: constants.finish(),
    scratchBytes: form.sumsBytes + S16_BYTES * depth,
  };
};

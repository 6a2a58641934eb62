import { Conv, PACKED_TILE_DEPTH, TILE_CHANNELS } from '../../assembly/shared/conv_layout.ts';
import { windowPads } from '../model/shapes.ts';
import { Constants } from './constants.ts';
import type { Filter, Scaling } from './convolution.ts';
import type { Kernel } from './general-kernel.ts';
import type { Convolution } from './lower-convolution.ts';
import { refuseLargePairs } from './packed-sums.ts';
import { activationRange } from './quantize.ts';
import { isRefusal, type Refusal, refuse, unlessRefused } from './refusal.ts';
import { type PiecewiseRescale, piecewiseRescale } from './rescale-armv6m.ts';
import { foldedBias, sumsOf } from './sums.ts';
import { isDilated, type Window, windowFields, writeFields } from './window.ts';

const WORD_BYTES = 4;

/** A filter whose bias accounts for the input's zero point. */
interface PackedFilter {
  readonly taps: readonly number[];
  readonly bias: number;
  readonly rescale: PiecewiseRescale;
}

const packedFilter = (filter: Filter, scaling: Scaling, window: Window): PackedFilter | Refusal => {
  const { output } = scaling;
  const large = refuseLargePairs(filter.taps);
  if (large) return large;
  const bias = foldedBias(filter, scaling);
  const limits = activationRange(window.activation, output);
  const rescaling = { rescale: filter.rescale, zero: output.zero, limits, sums: sumsOf(filter, bias) };
  const short = piecewiseRescale(rescaling);
  return isRefusal(short) ? short : { taps: filter.taps, bias, rescale: short };
};

/** Whether windows lie one behind the other in the input. */
const isInPlace = (window: Window): boolean =>
  [...window.kernel, ...window.stride].every((extent) => extent === 1) &&
  Object.values(windowPads(window)).every((amount) => amount === 0);

/** A convolution for `conv2d_s8_packed`. */
export const lowerConvolutionPacked = ({ window, scaling, groups }: Convolution): Kernel | Refusal => {
  const [group = []] = groups;
  if (groups.length > 1) return refuse('grouped');
  if (isDilated(window)) return refuse('dilated');
  const filters = unlessRefused(
    'filter',
    group.map((filter) => packedFilter(filter, scaling, window)),
  );
  if (isRefusal(filters)) return filters;
  const taps = group[0]?.taps.length ?? 0;
  const depth = Math.ceil(taps / PACKED_TILE_DEPTH) * PACKED_TILE_DEPTH;
  const constants = writeFields(new Constants(), {
    ...windowFields(window, scaling.output),
    [Conv.PAD_VALUE]: scaling.inputZero,
    [Conv.GROUP_FILTERS]: filters.length,
    [Conv.DEPTH]: depth,
    [Conv.PATCH_BYTES]: isInPlace(window) ? 0 : WORD_BYTES * depth,
  });
  for (let at = 0; at < filters.length; at += TILE_CHANNELS)
    writeTile(
      constants,
      depth,
      Array.from({ length: TILE_CHANNELS }, (_, index) => filters[at + index] ?? NO_FILTER),
    );
  return { kernel: 'conv2d_s8_packed', constants: constants.finish(), scratchBytes: WORD_BYTES * depth };
};

/** Behind the last filter of a tile. */
const NO_FILTER: PackedFilter = { taps: [], bias: 0, rescale: [0, 0, 0, 0, 0] };

/** See `PackedTile`. */
const writeTile = (constants: Constants, depth: number, members: readonly PackedFilter[]): void => {
  const [a, b, c, d] = members as [PackedFilter, PackedFilter, PackedFilter, PackedFilter];
  const pairs = [
    [a, b],
    [c, d],
  ] as const;
  const packed = (first: number, second: number) => (first + (second << 16)) | 0;
  for (const [first, second] of pairs) constants.s32(packed(first.bias, second.bias), second.bias);
  for (let tap = 0; tap < depth; tap += 2)
    for (const [first, second] of pairs)
      for (const at of [tap, tap + 1]) constants.s32(packed(first.taps[at] ?? 0, second.taps[at] ?? 0));
  for (const { rescale } of members) constants.s32(...rescale);
};

import { Conv, DSP_LEAST_DEPTH, DSP_TILE_DEPTH } from '../../assembly/shared/conv_layout.ts';
import { windowPads } from '../model/shapes.ts';
import { Constants } from './constants.ts';
import type { Kernel } from './general-kernel.ts';
import type { Convolution } from './lower-convolution.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type DspFilter, dspFilters } from './rescale-dsp.ts';
import { isDilated, type Window, windowFields, writeFields } from './window.ts';

/** Windows that one tile multiplies together. */
const TILE_WINDOWS = 4;

/** Two taps of a window by their places in it; none where there is nothing to multiply. */
type TapPair = readonly [low: number | undefined, high: number | undefined];
const NO_TAPS: TapPair = [undefined, undefined];

/** The order in which `widen_rows` leaves the bytes of a window, rows of `n`, and as many pairs more as tiles ask for. */
const tapPairs = (rows: number, n: number): readonly TapPair[] => {
  const starts = Array.from({ length: rows }, (_, row) => row * n);
  const words = Array.from({ length: Math.floor(n / 4) }, (_, word) => 4 * word);
  const last = n - 1;
  const pairs: TapPair[] = starts.flatMap((start) =>
    words.flatMap((at): TapPair[] => [
      [start + at, start + at + 2],
      [start + at + 1, start + at + 3],
    ]),
  );
  if (n & 2) pairs.push(...starts.map((start): TapPair => [start + (n & ~3), start + (n & ~3) + 1]));
  if (n & 1)
    for (let row = 0; row < rows; row += 2)
      pairs.push([row * n + last, row + 1 < rows ? (row + 1) * n + last : undefined]);
  while (2 * pairs.length < DSP_LEAST_DEPTH || (2 * pairs.length) % DSP_TILE_DEPTH > 0) pairs.push(NO_TAPS);
  return pairs;
};

const isPadded = (window: Window): boolean => Object.values(windowPads(window)).some((amount) => amount > 0);

/** A convolution for `conv2d_s8_dsp`. */
export const lowerConvolutionDsp = ({ window, scaling, groups }: Convolution): Kernel | Refusal => {
  const [group = []] = groups;
  if (groups.length > 1) return refuse('grouped');
  if (isDilated(window)) return refuse('dilated');
  const filters = dspFilters(group, scaling, window.activation);
  if (isRefusal(filters)) return filters;
  const taps = group[0]?.taps.length ?? 0;
  const [rows, columns] = window.kernel;
  const pairs = tapPairs(rows, columns * window.channels);
  const depth = 2 * pairs.length;
  const patchBytes = isPadded(window) ? Math.ceil(taps / 4) * 4 : 0;
  const constants = writeFields(new Constants(), {
    ...windowFields(window, scaling.output),
    [Conv.PAD_VALUE]: scaling.inputZero,
    [Conv.GROUP_FILTERS]: filters.length,
    [Conv.DEPTH]: depth,
    [Conv.PATCH_BYTES]: patchBytes,
  });
  for (let at = 0; at < filters.length; at += 2) writePair(constants, pairs, filters[at], filters[at + 1]);
  const [outH, outW] = window.output;
  const isRun =
    [...window.kernel, ...window.stride].every((extent) => extent === 1) &&
    patchBytes === 0 &&
    depth === window.channels;
  return {
    kernel: isRun ? 'conv2d_s8_dsp_1x1' : 'conv2d_s8_dsp',
    constants: constants.finish(),
    scratchBytes: patchBytes + 2 * depth * (outH * outW < TILE_WINDOWS ? 1 : TILE_WINDOWS),
  };
};

/** See `DspPair`; behind the last filter there may be none. */
const writePair = (
  constants: Constants,
  pairs: readonly TapPair[],
  ...filters: readonly (DspFilter | undefined)[]
): void => {
  for (const filter of filters) constants.s32(filter?.bias ?? 0);
  for (const pair of pairs)
    for (const tap of pair) for (const filter of filters) constants.u8(filter?.taps[tap ?? Number.NaN] ?? 0);
  for (const filter of filters) constants.s32(...(filter?.rescale ?? [0, 0]));
};

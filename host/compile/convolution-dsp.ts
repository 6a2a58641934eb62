import { Conv, DSP_LEAST_DEPTH, DSP_TILE_DEPTH } from '../../assembly/shared/conv_layout.ts';
import { windowPads } from '../model/shapes.ts';
import { Constants } from './constants.ts';
import type { Convolution } from './lower-convolution.ts';
import type { Lowered } from './operators/spec.ts';
import { type DspFilter, dspFilters } from './rescale-dsp.ts';
import { type Window, windowFields, writeFields } from './window.ts';

/** Windows that one tile multiplies together. */
const TILE_WINDOWS = 4;

/** Taps of a filter and as many of weight 0 as tiles ask for. */
const paddedTaps = (taps: number): number =>
  Math.max(DSP_LEAST_DEPTH, Math.ceil(taps / DSP_TILE_DEPTH) * DSP_TILE_DEPTH);

/** Whether every window lies in the input as tiles ask for it. */
const isInPlace = (window: Window): boolean =>
  window.kernel.every((extent) => extent === 1) &&
  window.channels === paddedTaps(window.channels) &&
  Object.values(windowPads(window)).every((amount) => amount === 0);

/** A convolution for `conv2d_s8_dsp`; undefined where it takes the scalar kernel. */
export const lowerConvolutionDsp = ({ window, scaling, groups }: Convolution): Omit<Lowered, 'emit'> | undefined => {
  const [group = []] = groups;
  const filters = dspFilters(group, scaling, window.activation);
  if (!filters || groups.length > 1 || window.dilation.some((step) => step > 1)) return undefined;
  const taps = group[0]?.taps.length ?? 0;
  const depth = paddedTaps(taps);
  const patchBytes = isInPlace(window) ? 0 : depth;
  const constants = writeFields(new Constants(), {
    ...windowFields(window, scaling.output),
    [Conv.PAD_VALUE]: scaling.inputZero,
    [Conv.GROUP_FILTERS]: filters.length,
    [Conv.DEPTH]: depth,
    [Conv.PATCH_BYTES]: patchBytes,
  });
  for (let at = 0; at < filters.length; at += 2) writePair(constants, depth, filters[at], filters[at + 1]);
  const [outH, outW] = window.output;
  return {
    kernel: 'conv2d_s8_dsp',
    constants: constants.finish(),
    scratchBytes: patchBytes + 2 * depth * (outH * outW < TILE_WINDOWS ? 1 : TILE_WINDOWS),
  };
};

/** See `DspPair`; behind the last filter there may be none. */
const writePair = (constants: Constants, depth: number, ...pair: readonly (DspFilter | undefined)[]): void => {
  for (const filter of pair) constants.s32(filter?.bias ?? 0);
  for (let tap = 0; tap < depth; tap += DSP_TILE_DEPTH)
    for (const member of [0, 2, 1, 3]) for (const filter of pair) constants.u8(filter?.taps[tap + member] ?? 0);
  for (const filter of pair) constants.s32(...(filter?.rescale ?? [0, 0]));
};

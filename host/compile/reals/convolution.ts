import { Conv } from '../../../assembly/shared/conv_layout.ts';
import { REAL_POSITIONS, REAL_TILE } from '../../../assembly/shared/real_layout.ts';
import { windowPads } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import type { Kernel } from '../general-kernel.ts';
import type { Tiles } from '../tiles.ts';
import { type Window, writeFields } from '../window.ts';
import { realFields } from './window.ts';

export interface RealConvolution {
  readonly window: Window;
  readonly groups: number;
  /** Filter by filter, in the order of the gathered window. */
  readonly weights: readonly number[];
  readonly bias: readonly number[];
}

/** Windows of one position that follow one another, without anything around them, are one row. */
const asRow = (window: Window): Window => {
  const isWhole =
    window.kernel.every((extent) => extent === 1) &&
    window.stride.every((step) => step === 1) &&
    Object.values(windowPads(window)).every((amount) => amount === 0);
  const row: readonly [number, number] = [1, window.input[0] * window.input[1]];
  return isWhole ? { ...window, input: row, output: row } : window;
};

/** Tiles of eight filters: their biases, then tap after tap the weights of all. */
const writeTiles = (constants: Constants, { groups, weights, bias }: RealConvolution): void => {
  const depth = weights.length / bias.length;
  const perGroup = bias.length / groups;
  for (let first = 0; first < bias.length; first += perGroup)
    for (let tile = 0; tile < perGroup; tile += REAL_TILE) {
      const members = Array.from({ length: REAL_TILE }, (_, at) =>
        tile + at < perGroup ? first + tile + at : undefined,
      );
      const each = (of: (filter: number) => number) => members.map((filter) => (filter === undefined ? 0 : of(filter)));
      constants.f32(each((filter) => bias[filter] as number));
      for (let tap = 0; tap < depth; tap++) constants.f32(each((filter) => weights[filter * depth + tap] as number));
    }
};

/** What computes a convolution of float32 of one image: a function of its input, its output, its constants and scratch. */
export const realConvolutionKernel = (convolution: RealConvolution, tiles: Tiles): Kernel => {
  const { groups, weights, bias } = convolution;
  const window = asRow(convolution.window);
  const isRow = window !== convolution.window;
  const patchBytes = 4 * (weights.length / bias.length);
  const constants = writeFields(new Constants(), {
    ...realFields(window),
    [Conv.GROUPS]: groups,
    [Conv.GROUP_CHANNELS]: window.channels / groups,
    [Conv.GROUP_FILTERS]: bias.length / groups,
    [Conv.DEPTH]: weights.length / bias.length,
    [Conv.PATCH_BYTES]: isRow ? 0 : patchBytes,
  });
  writeTiles(constants, convolution);
  if (tiles !== 'simd128')
    return { kernel: 'conv2d_f32', constants: constants.finish(), scratchBytes: patchBytes, order: 'positions' };
  const scratchBytes = 4 * REAL_TILE + (isRow ? 0 : REAL_POSITIONS * patchBytes);
  return { kernel: 'conv2d_f32_simd', constants: constants.finish(), scratchBytes };
};

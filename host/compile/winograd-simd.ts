import { BLOCK_CHANNELS, PRODUCTS_BYTES, Simd, WINOGRAD_TILES } from '../../assembly/shared/simd_layout.ts';
import { windowPads } from '../model/shapes.ts';
import { outputFields, packBlocks, packSimd, type WeightOrder } from './blocks-simd.ts';
import type { Filter } from './convolution.ts';
import type { Convolution } from './lower-convolution.ts';
import type { Lowered } from './operators/spec.ts';
import { scratchBytes } from './plane-simd.ts';
import { activationRange } from './quantize.ts';

const CELL_BYTES = 2;
const VECTOR_CHANNELS = 8;
/** The largest magnitude of a sum, without its bias, whose fourfold is a word. */
const LARGEST_SUM = 2 ** 29 - 1;

/** Twice the matrix that transforms three taps to four (arith/simd/winograd.ts). */
const G = [
  [2, 0, 0],
  [1, 1, 1],
  [1, -1, 1],
  [0, 0, 2],
] as const;

/** (2G) g (2G)ᵀ of one channel's taps: at most 9 · 128, which an s16 holds. */
const transformed = (tap: (row: number, column: number) => number): number[] =>
  G.flatMap((down) =>
    G.map((across) =>
      down.reduce<number>(
        (sum, factor, row) =>
          sum + across.reduce<number>((part, other, column) => part + factor * other * tap(row, column), 0),
        0,
      ),
    ),
  );

const magnitude = ({ taps }: Filter): number => 128 * taps.reduce((sum, tap) => sum + Math.abs(tap), 0);

/** A 3×3 convolution of step 1 for Winograd's algorithm; undefined where the window, or the channels, are others. */
export const lowerWinograd = ({
  window,
  scaling,
  groups: [filters = []],
}: Convolution): Omit<Lowered, 'emit'> | undefined => {
  const { channels } = window;
  const isPossible =
    [...window.kernel].every((extent) => extent === 3) &&
    window.stride.every((step) => step === 1) &&
    channels % VECTOR_CHANNELS === 0 &&
    filters.every((filter) => magnitude(filter) <= LARGEST_SUM);
  if (!isPossible) return undefined;
  const limits = activationRange(window.activation, scaling.output);
  const { top, left } = windowPads(window);
  const [outH, outW] = window.output;
  const [tilesH, tilesW] = [Math.ceil(outH / 2), Math.ceil(outW / 2)];
  const rows = 2 * tilesH + 2;
  const columns = Math.max(2 * tilesW + 2, left + window.input[1]);
  const column = CELL_BYTES * channels;
  const pitch = columns * column;
  /** The last output first: one that lies outside writes to its neighbour's place, who follows. */
  const tiles = Array.from({ length: tilesH * tilesW }, (_, tile) => {
    const [row, at] = [2 * Math.floor(tile / tilesW), 2 * (tile % tilesW)];
    const place = (down: number, across: number) =>
      (Math.min(row + down, outH - 1) * outW + Math.min(at + across, outW - 1)) * filters.length;
    const from = row * pitch + at * column;
    return [from, place(1, 1), 0, place(1, 0), 0, place(0, 1), 0, place(0, 0)];
  });
  const count = Math.ceil(tiles.length / WINOGRAD_TILES);
  const grouped = Array.from(
    { length: count * WINOGRAD_TILES },
    (_, at) => tiles[Math.min(at, tiles.length - 1)] as number[],
  );
  const order: WeightOrder = (block, constants) => {
    const all = block.map((taps) =>
      Array.from({ length: channels }, (_, channel) =>
        transformed((row, at) => taps[(3 * row + at) * channels + channel] ?? 0),
      ),
    );
    for (let product = 0; product < 16; product++)
      for (let channel = 0; channel < channels; channel += 2)
        for (let filter = 0; filter < BLOCK_CHANNELS; filter++)
          for (const one of [channel, channel + 1]) constants.s16(all[filter]?.[one]?.[product] ?? 0);
  };
  const fields = {
    ...outputFields(filters.length, scaling, limits),
    [Simd.IN_ROWS]: window.input[0],
    [Simd.ROW]: window.input[1] * channels,
    [Simd.TOP]: top,
    [Simd.LEFT]: left * channels,
    [Simd.RIGHT]: (columns - left - window.input[1]) * channels,
    [Simd.PAD_VALUE]: scaling.inputZero,
    [Simd.PLANE_ROWS]: rows,
    [Simd.PITCH]: pitch,
    [Simd.COLUMN]: column,
    [Simd.GROUPS]: count,
  };
  return {
    kernel: 'conv2d_s8_simd_3x3',
    constants: packSimd(fields, grouped.flat(), packBlocks(filters, scaling, limits, order)),
    scratchBytes: scratchBytes(PRODUCTS_BYTES + 16 * WINOGRAD_TILES * column + rows * pitch),
  };
};

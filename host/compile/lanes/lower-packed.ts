import { Conv, Lanes } from '../../../assembly/shared/conv_layout.ts';
import { Constants } from '../constants.ts';
import { windowFields, writeFields } from '../window.ts';
import { chunkFor } from './chunks.ts';
import type { LaneKernel } from './kernel.ts';
import { searchFields, searchOf, writeRecords } from './records.ts';
import { isInPlace, type WholeFilter, type WholeSums } from './whole-sums.ts';

const WORD_BYTES = 4;
const WORD_BITS = 32;
/** Taps of one turn of the kernel's loop. */
const TURN = 4;
/** Words of weights that a value is multiplied by. */
const WORDS = 2;

/** Filters in a word, and taps between two times that they are taken apart. */
interface Layout {
  readonly lanes: 1 | 2 | 4;
  readonly chunk: number;
}

const types = { 1: 'i32', 2: 'i16', 4: 'i8' } as const;
/** Instructions, as counted, of a tap of a tile, of taking its lanes apart, and of the rest of it. */
const TAP_COST = 6;
const APART_COST = { 1: 8, 2: 14, 4: 24 } as const;
const TILE_COST = { 1: 14, 2: 20, 4: 36 } as const;

const costOf = ({ lanes, chunk }: Layout, depth: number, filters: number): number =>
  Math.ceil(filters / lanes / WORDS) *
  (TAP_COST * depth + APART_COST[lanes] * Math.ceil(depth / chunk) + TILE_COST[lanes]);

const layoutFor = ({ filters, range }: WholeSums, depth: number): Layout => {
  const taps = filters.map((filter) => filter.taps);
  const layouts = ([2, 4] as const).flatMap((lanes): readonly Layout[] => {
    const chunk = chunkFor(taps, { depth, turn: TURN }, range, 2 ** (WORD_BITS / lanes - 1) - 1);
    return chunk === undefined ? [] : [{ lanes, chunk }];
  });
  const whole: Layout = { lanes: 1, chunk: depth };
  return layouts.reduce<Layout>(
    (best, one) => (costOf(one, depth, filters.length) < costOf(best, depth, filters.length) ? one : best),
    whole,
  );
};

const writeTile = (constants: Constants, depth: number, lanes: number, filters: readonly WholeFilter[]): void => {
  const word = (first: number, tap: number): number => {
    let packed = 0;
    for (let lane = lanes - 1; lane >= 0; lane--)
      packed = packed * 2 ** (WORD_BITS / lanes) + (filters[first + lane]?.taps[tap] ?? 0);
    return packed | 0;
  };
  for (let tap = 0; tap < depth; tap++) for (let at = 0; at < WORDS; at++) constants.s32(word(at * lanes, tap));
};

/** Sums for `qonnx_sums_packed`. */
export const lowerPackedSums = (sums: WholeSums): LaneKernel => {
  const { window, filters, zero } = sums;
  const taps = filters[0]?.taps.length ?? 0;
  const depth = TURN * Math.ceil(taps / TURN);
  const { lanes, chunk } = layoutFor(sums, depth);
  const search = searchOf(sums);
  const perTile = lanes * WORDS;
  const tiles = Math.ceil(filters.length / perTile);
  const constants = writeFields(new Constants(), {
    ...windowFields(window, { scale: 1, zero: 0 }),
    [Conv.PAD_VALUE]: zero,
    [Conv.GROUP_FILTERS]: filters.length,
    [Conv.DEPTH]: depth,
    [Conv.PATCH_BYTES]: isInPlace(sums) ? 0 : WORD_BYTES * depth,
    ...searchFields(search),
    [Lanes.TILES_BYTES as number]: tiles * WORDS * WORD_BYTES * depth,
    [Lanes.CHUNK as number]: chunk,
  });
  for (let first = 0; first < filters.length; first += perTile)
    writeTile(constants, depth, lanes, filters.slice(first, first + perTile));
  writeRecords(constants, filters, search);
  return {
    kernel: 'qonnx_sums_packed',
    types: [types[lanes]],
    constants: constants.finish(),
    scratchBytes: WORD_BYTES * (depth + tiles * perTile),
  };
};

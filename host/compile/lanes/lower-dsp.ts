import { Conv, Lanes } from '../../../assembly/shared/conv_layout.ts';
import { Constants } from '../constants.ts';
import { windowFields, writeFields } from '../window.ts';
import { chunkFor } from './chunks.ts';
import type { LaneKernel } from './kernel.ts';
import { searchFields, searchOf, writeRecords } from './records.ts';
import { isInPlace, type WholeFilter, type WholeSums } from './whole-sums.ts';

const WORD_BYTES = 4;
/** Taps of one turn of the kernel's loop, in the order of `widen`. */
const TURN = 4;
const ORDER = [0, 2, 1, 3];
/** Words of weights that two values are multiplied by. */
const WORDS = 2;
/** Windows that are multiplied together. */
const WINDOWS = 4;
const MOST_INT16 = 2 ** 15 - 1;
/** Chunks that are shorter take longer to take apart than they save. */
const LEAST_CHUNK = 16;

interface Layout {
  readonly lanes: 1 | 2;
  readonly chunk: number;
  /** Where the second lane begins. */
  readonly bits: number;
}

/** Two lanes in a halfword, as high as weights allow, or one. */
const layoutFor = ({ filters, range }: WholeSums, depth: number): Layout => {
  const taps = filters.map((filter) => filter.taps);
  const heaviest = taps.reduce((most, own) => own.reduce((all, tap) => Math.max(all, Math.abs(tap)), most), 1);
  const bits = Math.floor(Math.log2((MOST_INT16 - heaviest) / heaviest));
  const chunk = chunkFor(taps, { depth, turn: TURN }, range, 2 ** Math.max(0, bits - 1) - 1);
  return chunk !== undefined && chunk >= Math.min(depth, LEAST_CHUNK)
    ? { lanes: 2, chunk, bits }
    : { lanes: 1, chunk: depth, bits: 0 };
};

const writeTile = (
  constants: Constants,
  depth: number,
  { lanes, bits }: Layout,
  filters: readonly WholeFilter[],
): void => {
  const weight = (filter: number, tap: number) => filters[filter]?.taps[tap] ?? 0;
  const half = (word: number, tap: number) =>
    weight(word * lanes, tap) + (lanes > 1 ? weight(word * lanes + 1, tap) * 2 ** bits : 0);
  for (let turn = 0; turn < depth; turn += TURN)
    for (let pair = 0; pair < TURN; pair += 2)
      for (let word = 0; word < WORDS; word++)
        for (const at of ORDER.slice(pair, pair + 2)) constants.s16(half(word, turn + at));
};

/** Sums for `qonnx_sums_dsp`. */
export const lowerDspSums = (sums: WholeSums): LaneKernel => {
  const { window, filters, zero } = sums;
  const taps = filters[0]?.taps.length ?? 0;
  const depth = TURN * Math.ceil(taps / TURN);
  const layout = layoutFor(sums, depth);
  const search = searchOf(sums);
  const perTile = layout.lanes * WORDS;
  const tiles = Math.ceil(filters.length / perTile);
  const patchBytes = isInPlace(sums) && taps === depth ? 0 : depth;
  const constants = writeFields(new Constants(), {
    ...windowFields(window, { scale: 1, zero: 0 }),
    [Conv.PAD_VALUE]: zero,
    [Conv.GROUP_FILTERS]: filters.length,
    [Conv.DEPTH]: depth,
    [Conv.PATCH_BYTES]: patchBytes,
    ...searchFields(search),
    [Lanes.TILES_BYTES as number]: tiles * WORDS * 2 * depth,
    [Lanes.CHUNK as number]: layout.chunk,
    [Lanes.SUMS_BYTES as number]: WORD_BYTES * tiles * perTile,
    [Lanes.LANE_BITS as number]: layout.bits,
  });
  for (let first = 0; first < filters.length; first += perTile)
    writeTile(constants, depth, layout, filters.slice(first, first + perTile));
  writeRecords(constants, filters, search);
  return {
    kernel: 'qonnx_sums_dsp',
    types: [layout.lanes > 1 ? 'i16' : 'i32'],
    constants: constants.finish(),
    scratchBytes: patchBytes + WINDOWS * (2 * depth + WORD_BYTES * tiles * perTile),
  };
};

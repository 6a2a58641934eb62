import { Conv, Lanes } from '../../../assembly/shared/conv_layout.ts';
import { Constants } from '../constants.ts';
import { windowFields, writeFields } from '../window.ts';
import type { LaneKernel } from './kernel.ts';
import { searchFields, searchOf, writeRecords } from './records.ts';
import type { WholeSums } from './whole-sums.ts';

const WORD_BYTES = 4;
const TURN = 8;
const TILE_FILTERS = 16;

/** Sums for `qonnx_sums_simd`. */
export const lowerVectorSums = (sums: WholeSums): LaneKernel => {
  const { window, filters, zero } = sums;
  const depth = TURN * Math.ceil((filters[0]?.taps.length ?? 0) / TURN);
  const search = searchOf(sums);
  const padded = TILE_FILTERS * Math.ceil(filters.length / TILE_FILTERS);
  const constants = writeFields(new Constants(), {
    ...windowFields(window, { scale: 1, zero: 0 }),
    [Conv.PAD_VALUE]: zero,
    [Conv.GROUP_FILTERS]: filters.length,
    [Conv.DEPTH]: depth,
    ...searchFields(search),
    [Lanes.TILES_BYTES as number]: 2 * padded * depth,
  });
  for (let first = 0; first < padded; first += TILE_FILTERS)
    for (let tap = 0; tap < depth; tap += 2)
      for (let at = first; at < first + TILE_FILTERS; at++)
        for (const one of [tap, tap + 1]) constants.s16(filters[at]?.taps[one] ?? 0);
  writeRecords(constants, filters, search);
  return {
    kernel: 'qonnx_sums_simd',
    types: [],
    constants: constants.finish(),
    scratchBytes: 3 * depth + WORD_BYTES * padded,
  };
};

import { Conv, Lanes } from '../../../assembly/shared/conv_layout.ts';
import { Constants } from '../constants.ts';
import { windowFields, writeFields } from '../window.ts';
import type { LaneKernel } from './kernel.ts';
import { levelBits, recordBytes, writeRecords } from './records.ts';
import type { WholeSums } from './whole-sums.ts';

const WORD_BYTES = 4;
const TURN = 8;
const TILE_FILTERS = 16;

/** Sums for `qonnx_sums_simd`. */
export const lowerVectorSums = ({ window, filters, zero }: WholeSums): LaneKernel => {
  const depth = TURN * Math.ceil((filters[0]?.taps.length ?? 0) / TURN);
  const bits = levelBits(filters);
  const padded = TILE_FILTERS * Math.ceil(filters.length / TILE_FILTERS);
  const constants = writeFields(new Constants(), {
    ...windowFields(window, { scale: 1, zero: 0 }),
    [Conv.PAD_VALUE]: zero,
    [Conv.GROUP_FILTERS]: filters.length,
    [Conv.DEPTH]: depth,
    [Lanes.LEVEL_BITS as number]: bits,
    [Lanes.RECORD_BYTES as number]: recordBytes(bits),
    [Lanes.TILES_BYTES as number]: 2 * padded * depth,
  });
  for (let first = 0; first < padded; first += TILE_FILTERS)
    for (let tap = 0; tap < depth; tap += 2)
      for (let at = first; at < first + TILE_FILTERS; at++)
        for (const one of [tap, tap + 1]) constants.s16(filters[at]?.taps[one] ?? 0);
  writeRecords(constants, filters, bits);
  return {
    kernel: 'qonnx_sums_simd',
    types: [],
    constants: constants.finish(),
    scratchBytes: 3 * depth + WORD_BYTES * padded,
  };
};

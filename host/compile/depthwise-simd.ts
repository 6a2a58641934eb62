import { BLOCK_CHANNELS, POSITIONS, Simd } from '../../assembly/shared/simd_layout.ts';
import { outputFields, packBlocks, packSimd, type WeightOrder } from './blocks-simd.ts';
import type { Filter, Scaling } from './convolution.ts';
import type { Kernel } from './general-kernel.ts';
import { inGroups, type Position, planeShape, scratchBytes } from './plane-simd.ts';
import { activationRange } from './quantize.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isDilated, type Window } from './window.ts';

/** A cell is the elements of a pair of rows. */
const CELL_BYTES = 4;

/** A depthwise convolution for 128-bit vectors. */
export const lowerDepthwiseSimd = (window: Window, scaling: Scaling, filters: readonly Filter[]): Kernel | Refusal => {
  if (isDilated(window)) return refuse('dilated');
  if (filters.length !== window.channels) return refuse('several outputs of a channel');
  const limits = activationRange(window.activation, scaling.output);
  const [outH, outW] = window.output;
  const [rows, columns] = window.kernel;
  const { top, left, right, rows: planeRows, pitch } = planeShape(window);
  const pairPitch = 2 * pitch;
  const column = CELL_BYTES * window.channels;
  /** Of windows whose first row is even, or odd. */
  const positionsOf = (parity: number): Position[] =>
    Array.from({ length: outH }, (_, row) => row)
      .filter((row) => (row * window.stride[0]) % 2 === parity)
      .flatMap((row) =>
        Array.from({ length: outW }, (_, at): Position => {
          const from = ((row * window.stride[0] - parity) / 2) * pairPitch + at * window.stride[1] * column;
          return [from, (row * outW + at) * filters.length];
        }),
      );
  const parities = [0, 1].map((parity) => ({
    parity,
    groups: inGroups(positionsOf(parity)),
    pairs: Math.ceil((rows + parity) / 2),
  }));
  const order: WeightOrder = (block, constants) => {
    for (const { parity, pairs } of parities)
      for (let pair = 0; pair < pairs; pair++)
        for (let at = 0; at < columns; at++)
          for (let filter = 0; filter < BLOCK_CHANNELS; filter++)
            for (const row of [2 * pair - parity, 2 * pair - parity + 1])
              constants.s16(row >= 0 && row < rows ? (block[filter]?.[row * columns + at] ?? 0) : 0);
  };
  const [even, odd] = parities as [(typeof parities)[number], (typeof parities)[number]];
  const fields = {
    ...outputFields(filters.length, scaling, limits),
    [Simd.IN_ROWS]: window.input[0],
    [Simd.ROW]: window.input[1] * window.channels,
    [Simd.TOP]: top,
    [Simd.LEFT]: left,
    [Simd.RIGHT]: right,
    [Simd.PAD_VALUE]: scaling.inputZero,
    [Simd.PLANE_ROWS]: Math.ceil(planeRows / 2),
    [Simd.PITCH]: pairPitch,
    [Simd.COLUMN]: column,
    [Simd.RUNS]: columns,
    [Simd.GROUPS]: even.groups.length / (2 * POSITIONS),
    [Simd.ODD_GROUPS]: odd.groups.length / (2 * POSITIONS),
    [Simd.ROW_PAIRS]: even.pairs,
    [Simd.ODD_ROW_PAIRS]: odd.pairs,
  };
  return {
    kernel: 'depthwise_conv2d_s8_simd',
    constants: packSimd(fields, [...even.groups, ...odd.groups], packBlocks(filters, scaling, limits, order)),
    scratchBytes: scratchBytes(Math.ceil(planeRows / 2) * pairPitch),
    order: 'positions',
  };
};

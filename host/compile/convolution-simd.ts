import { BLOCK_CHANNELS, POSITIONS, Simd } from '../../assembly/shared/simd_layout.ts';
import { windowPads } from '../model/shapes.ts';
import { outputFields, packBlocks, packSimd, type WeightOrder } from './blocks-simd.ts';
import type { Kernel } from './general-kernel.ts';
import type { Convolution } from './lower-convolution.ts';
import { inGroups, type Position, planeShape, scratchBytes } from './plane-simd.ts';
import { activationRange } from './quantize.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isDilated, type Window } from './window.ts';
import { lowerWinograd } from './winograd-simd.ts';

const CELL_BYTES = 2;
const ROW_STEP = 8;

/** A convolution for kernels of 128-bit vectors. */
export const lowerConvolutionSimd = (convolution: Convolution): Kernel | Refusal => {
  const { window, groups } = convolution;
  if (groups.length > 1) return refuse('grouped');
  if (isDilated(window)) return refuse('dilated');
  if (isOneRow(window)) return fullyConnected(convolution);
  return lowerWinograd(convolution) ?? windowed(convolution);
};

/** Whether the one window is the input as it is. */
const isOneRow = (window: Window): boolean =>
  [...window.output, ...window.input, ...window.kernel].every((extent) => extent === 1) &&
  Object.values(windowPads(window)).every((amount) => amount === 0);

const fullyConnected = ({ window, scaling, groups: [filters = []] }: Convolution): Kernel => {
  const limits = activationRange(window.activation, scaling.output);
  const depth = Math.ceil(window.channels / ROW_STEP) * ROW_STEP;
  const order: WeightOrder = (block, constants) => {
    for (let tap = 0; tap < depth; tap += ROW_STEP)
      for (let filter = 0; filter < BLOCK_CHANNELS; filter++)
        for (let at = tap; at < tap + ROW_STEP; at++) constants.u8(block[filter]?.[at] ?? 0);
  };
  const fields = {
    ...outputFields(filters.length, scaling, limits),
    [Simd.ROW]: window.channels,
    [Simd.RUN_PAIRS]: depth / 2,
  };
  return {
    kernel: 'fully_connected_s8_simd',
    constants: packSimd(fields, [], packBlocks(filters, scaling, limits, order)),
    scratchBytes: scratchBytes(CELL_BYTES * depth),
  };
};

const windowed = ({ window, scaling, groups: [filters = []] }: Convolution): Kernel => {
  const limits = activationRange(window.activation, scaling.output);
  const plane = planeShape(window);
  const [outH, outW] = window.output;
  const [runs, columns] = window.kernel;
  const run = columns * window.channels;
  const runPairs = Math.ceil(run / 2);
  const positions = Array.from({ length: outH * outW }, (_, at): Position => {
    const [row, column] = [Math.floor(at / outW) * window.stride[0], (at % outW) * window.stride[1]];
    return [row * plane.pitch + CELL_BYTES * column * window.channels, at * filters.length];
  });
  const order: WeightOrder = (block, constants) => {
    for (let first = 0; first < runs * run; first += run)
      for (let tap = 0; tap < 2 * runPairs; tap += 2)
        for (let filter = 0; filter < BLOCK_CHANNELS; filter++)
          for (const at of [tap, tap + 1]) constants.s16(at < run ? (block[filter]?.[first + at] ?? 0) : 0);
  };
  const grouped = inGroups(positions);
  const fields = {
    ...outputFields(filters.length, scaling, limits),
    [Simd.IN_ROWS]: window.input[0],
    [Simd.ROW]: window.input[1] * window.channels,
    [Simd.TOP]: plane.top,
    [Simd.LEFT]: plane.left,
    [Simd.RIGHT]: plane.right,
    [Simd.PAD_VALUE]: scaling.inputZero,
    [Simd.PLANE_ROWS]: plane.rows,
    [Simd.PITCH]: plane.pitch,
    [Simd.RUNS]: runs,
    [Simd.RUN_PAIRS]: runPairs,
    [Simd.GROUPS]: grouped.length / (2 * POSITIONS),
  };
  return {
    kernel: 'conv2d_s8_simd',
    constants: packSimd(fields, grouped, packBlocks(filters, scaling, limits, order)),
    scratchBytes: scratchBytes(plane.rows * plane.pitch),
  };
};

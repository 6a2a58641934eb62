import { PLANE_PITCH, Plane } from '../../assembly/shared/depthwise_layout.ts';
import { Constants, halfwords } from './constants.ts';
import type { Filter, Scaling } from './convolution.ts';
import { ONLY_PADDING, tapRows, type Way, waysOf } from './depthwise-ways.ts';
import type { Kernel } from './general-kernel.ts';
import { activationRange } from './quantize.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { dspFilters } from './rescale-dsp.ts';
import { isDilated, type Window } from './window.ts';

const CELL_BYTES = 2;

const even = (n: number): number => 2 * Math.ceil(n / 2);
/** Cells that windows cover along columns, two outputs at a time and taps in pairs. */
const covered = ({ output, kernel, stride }: Way): number => even((even(output) - 1) * stride + even(kernel));
/** Pairs of taps times outputs: what the order of the two ways is chosen by. */
const work = (rows: Way, columns: Way): number =>
  rows.output * even(columns.output) * rows.kernel * Math.ceil(columns.kernel / 2);

/** A depthwise convolution for a kernel of DSP instructions. */
export const lowerDepthwiseDsp = (window: Window, scaling: Scaling, given: readonly Filter[]): Kernel | Refusal => {
  if (isDilated(window)) return refuse('dilated');
  if (given.length !== window.channels) return refuse('several outputs of a channel');
  const filters = dspFilters(given, scaling, window.activation);
  if (isRefusal(filters)) return filters;
  const [down, across] = waysOf(window, given.length);
  const isTurned = work(across, down) < work(down, across);
  const [rows, columns] = isTurned ? [across, down] : [down, across];
  const planeColumns = covered(columns);
  const planeRows = (rows.output - 1) * rows.stride + rows.kernel;
  const inputRows = Math.min(rows.input, planeRows - rows.pad);
  const inputColumns = Math.min(columns.input, planeColumns - columns.pad);
  if (inputRows < 1 || inputColumns < 1) return refuse(ONLY_PADDING);
  const is3x3 =
    rows.kernel === 3 && columns.kernel === 3 && columns.stride <= 2 && CELL_BYTES * planeColumns <= PLANE_PITCH;
  const pitch = is3x3 ? PLANE_PITCH : CELL_BYTES * planeColumns;
  const { min, max } = activationRange(window.activation, scaling.output);
  const fields: Record<Exclude<Plane, Plane.BYTES>, number> = {
    [Plane.CHANNELS]: filters.length,
    [Plane.BYTES_ALL]: planeRows * pitch,
    [Plane.PITCH]: pitch,
    [Plane.PAD_PAIR]: ((scaling.inputZero & 0xffff) * 0x1_0001) | 0,
    [Plane.INPUT]: rows.pad * pitch + CELL_BYTES * columns.pad,
    [Plane.INPUT_ROWS]: inputRows,
    [Plane.INPUT_COLUMNS]: inputColumns,
    [Plane.X_ROW]: rows.xStep,
    [Plane.X_COLUMN]: columns.xStep,
    [Plane.OUT_ROWS]: rows.output,
    [Plane.OUT_COLUMNS]: columns.output,
    [Plane.Y_ROW]: rows.yStep,
    [Plane.Y_COLUMN]: columns.yStep,
    [Plane.STEP_ROW]: rows.stride * pitch,
    [Plane.STEP_COLUMN]: CELL_BYTES * columns.stride,
    [Plane.KERNEL_ROWS]: rows.kernel,
    [Plane.KERNEL_ROW_BYTES]: 4 * Math.ceil(columns.kernel / 2),
    [Plane.OUT_ZERO]: scaling.output.zero,
    [Plane.OUT_MIN]: min,
    [Plane.OUT_MAX]: max,
  };
  const constants = new Constants();
  for (let offset = 0; offset < Plane.BYTES; offset += 4) constants.s32(fields[offset as keyof typeof fields]);
  for (const filter of filters) {
    constants.s32(filter.bias, ...filter.rescale);
    for (const row of tapRows(filter.taps, window, isTurned)) constants.s32(...(is3x3 ? overlapping(row) : pairs(row)));
  }
  return {
    kernel: is3x3 ? 'depthwise_conv2d_s8_dsp_3x3' : 'depthwise_conv2d_s8_dsp',
    constants: constants.finish(),
    scratchBytes: planeRows * pitch,
    order: 'channels',
  };
};

const pairs = (row: readonly number[]): number[] =>
  Array.from({ length: Math.ceil(row.length / 2) }, (_, at) => halfwords(row[2 * at] ?? 0, row[2 * at + 1] ?? 0));
/** Of three taps. */
const overlapping = ([first = 0, second = 0, third = 0]: readonly number[]): number[] => [
  halfwords(first, second),
  halfwords(second, third),
];

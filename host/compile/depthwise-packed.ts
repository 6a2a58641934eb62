import { Packed } from '../../assembly/shared/packed_layout.ts';
import type { Activation } from '../model/graph.ts';
import { Constants } from './constants.ts';
import type { Filter, Scaling } from './convolution.ts';
import { ONLY_PADDING, tapRows, type Way, waysOf } from './depthwise-ways.ts';
import type { Kernel } from './general-kernel.ts';
import type { Rescaling } from './output-steps.ts';
import { fitsHalfword, refuseLargePairs } from './packed-sums.ts';
import { activationRange } from './quantize.ts';
import { isRefusal, type Refusal, refuse, unlessRefused } from './refusal.ts';
import { requantizePieces } from './requantize-pieces.ts';
import { packedRescale } from './rescale-packed.ts';
import { foldedBias, sumsOf } from './sums.ts';
import type { Window } from './window.ts';

const WORD_BYTES = 4;

/** Values from the first one of a window's to its last. */
const extent = ({ kernel, dilation }: Way): number => (kernel - 1) * dilation + 1;
/** Words of outputs, two in each; the two of an odd number's last are less far apart, and the middle one is made twice. */
const words = ({ output }: Way): number => Math.ceil(output / 2);

/** What a channel's plane of words costs to fill and to convolve, in multiplications. */
const work = (rows: Way, columns: Way): number => {
  const filled = ((rows.output - 1) * rows.stride + extent(rows)) * (words(columns) * columns.stride + extent(columns));
  return rows.output * words(columns) * rows.kernel * columns.kernel + filled;
};

/** How words of a plane's row are made of a row of input: see `Packed`. */
interface Halves {
  readonly isPossible: boolean;
  readonly planeColumns: number;
  /** Column of the first word with a value of the input in it, and columns of the input from the first half's to the second's. */
  readonly start: number;
  readonly secondOnly: number;
  readonly both: number;
  readonly firstOnly: number;
  readonly secondFrom: number;
}

const halvesOf = (columns: Way): Halves => {
  const { input, output, stride, pad } = columns;
  const apart = Math.floor(output / 2) * stride;
  const planeColumns = (words(columns) - 1) * stride + extent(columns);
  const start = Math.max(0, pad - apart);
  const end = Math.min(planeColumns, pad - apart + input);
  const endFirst = Math.min(planeColumns, pad + input);
  return {
    isPossible: pad < planeColumns && end > pad,
    planeColumns,
    start,
    secondOnly: pad - start,
    both: end - pad,
    firstOnly: endFirst - end,
    secondFrom: start + apart - pad,
  };
};

/** What becomes of the sums of a channel: its constants for the short rescaling, where that is exact, and for the long one. */
const rescaleOf = (filter: Filter, scaling: Scaling, activation: Activation) => {
  const folded = foldedBias(filter, scaling);
  const limits = activationRange(activation, scaling.output);
  const sums = sumsOf(filter, folded);
  const rescaling: Rescaling = { rescale: filter.rescale, zero: scaling.output.zero, limits, sums };
  const long = requantizePieces(rescaling);
  return { short: packedRescale(rescaling, folded), long: isRefusal(long) ? long : [folded, ...long] };
};

/** Constants of all channels for the short rescaling, if that is exact for all of them, or for the long one. */
const rescalesOf = (filters: readonly Filter[], scaling: Scaling, activation: Activation) => {
  const both = filters.map((filter) => rescaleOf(filter, scaling, activation));
  const short = both.flatMap((channel) => (channel.short ? [channel.short] : []));
  if (short.length === both.length) return { suffix: '_short', words: short };
  const long = unlessRefused(
    'filter',
    both.map((channel) => channel.long),
  );
  return isRefusal(long) ? long : { suffix: '', words: long };
};

/** A depthwise convolution for a kernel of packed products. */
export const lowerDepthwisePacked = (
  window: Window,
  scaling: Scaling,
  filters: readonly Filter[],
): Kernel | Refusal => {
  const [down, across] = waysOf(window, filters.length);
  const isTurned = work(across, down) < work(down, across);
  const [rows, columns] = isTurned ? [across, down] : [down, across];
  const halves = halvesOf(columns);
  const planeRows = (rows.output - 1) * rows.stride + extent(rows);
  const inputRows = Math.min(rows.input, planeRows - rows.pad);
  const is3x3 = [rows, columns].every(({ kernel, dilation }) => kernel === 3 && dilation === 1);
  if (!halves.isPossible || inputRows < 1) return refuse(ONLY_PADDING);
  const weights = unlessRefused(
    'filter',
    filters.map(({ taps }) => {
      const rows = tapRows(taps, window, isTurned);
      return (is3x3 ? [rows.flat()] : rows).map((row) => refuseLargePairs(row)).find(Boolean) ?? rows;
    }),
  );
  if (isRefusal(weights)) return weights;
  const rescales = rescalesOf(filters, scaling, window.activation);
  if (isRefusal(rescales)) return rescales;
  const taps = rows.kernel * columns.kernel;
  const pitch = WORD_BYTES * halves.planeColumns;
  const { min, max } = activationRange(window.activation, scaling.output);
  const fields: Record<Exclude<Packed, Packed.BYTES>, number> = {
    [Packed.CHANNELS]: window.channels,
    [Packed.MULTIPLIER]: filters.length / window.channels,
    [Packed.TAPS]: taps,
    [Packed.TAP_BYTES]: WORD_BYTES * taps,
    [Packed.PLANE_BYTES]: planeRows * pitch,
    [Packed.PITCH]: pitch,
    [Packed.PAD]: scaling.inputZero,
    [Packed.PAD_WORD]: (scaling.inputZero * 0x1_0001) | 0,
    [Packed.INPUT]: rows.pad * pitch + WORD_BYTES * halves.start,
    [Packed.INPUT_ROWS]: inputRows,
    [Packed.SECOND_ONLY]: halves.secondOnly,
    [Packed.BOTH]: halves.both,
    [Packed.FIRST_ONLY]: halves.firstOnly,
    [Packed.X_SECOND]: halves.secondFrom * columns.xStep,
    [Packed.X_ROW]: rows.xStep,
    [Packed.X_COLUMN]: columns.xStep,
    [Packed.OUT_ROWS]: rows.output,
    [Packed.OUT_ROW_BYTES]: words(columns) * WORD_BYTES * columns.stride,
    [Packed.Y_SECOND]: Math.floor(columns.output / 2) * columns.yStep,
    [Packed.Y_ROW]: rows.yStep,
    [Packed.Y_COLUMN]: columns.yStep,
    [Packed.STEP_ROW]: rows.stride * pitch,
    [Packed.STEP_COLUMN]: WORD_BYTES * columns.stride,
    [Packed.KERNEL_COLUMNS]: columns.kernel,
    [Packed.TAP_COLUMN]: WORD_BYTES * columns.dilation,
    [Packed.TAP_ROW]: rows.dilation * pitch,
    [Packed.OUT_BYTES]: rows.output * columns.output * filters.length,
    [Packed.OUT_MIN]: min,
    [Packed.OUT_MAX]: max,
  };
  const constants = new Constants();
  for (let offset = 0; offset < Packed.BYTES; offset += 4) constants.s32(fields[offset as keyof typeof fields]);
  weights.forEach((rows, channel) => {
    const bytes = WORD_BYTES * Math.ceil(taps / WORD_BYTES);
    constants.s32(Number(rows.every(fitsHalfword)), ...(rescales.words[channel] as readonly number[]));
    for (let tap = 0; tap < bytes; tap++) constants.u8(rows.flat()[tap] ?? 0);
  });
  return {
    kernel: `depthwise_conv2d_s8_packed${is3x3 ? '_3x3' : ''}${rescales.suffix}`,
    constants: constants.finish(),
    scratchBytes: WORD_BYTES * taps + planeRows * pitch,
    ...(filters.length === window.channels && { order: 'channels' as const }),
  };
};

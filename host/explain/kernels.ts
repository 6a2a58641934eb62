import type { CostTerm } from './cost-terms.ts';

/** What a reader should know of a kernel. */
export interface KernelNote {
  /** What its inner loop computes at a time. */
  readonly tile: string;
  /** What its instructions are counted by. */
  readonly terms: readonly CostTerm[];
}

const windows: readonly CostTerm[] = [
  'layer',
  'window',
  'gathered',
  'widened',
  'output',
  'odd output',
  'mac',
  'odd mac',
];
const planes: readonly CostTerm[] = ['layer', 'channel', 'row', 'input', 'output', 'mac'];
/** With a fixed number of taps, products and outputs cannot be told apart. */
const unrolledPlanes: readonly CostTerm[] = ['layer', 'channel', 'row', 'input', 'output'];
const signs: readonly CostTerm[] = [
  'layer',
  'window',
  'listed',
  'column',
  'mac',
  'packed output',
  's8 output',
  'real output',
];
/** Of kernels that take one element after the other. */
const oneByOne: readonly CostTerm[] = ['layer', 'output'];
/** Of kernels that make one element of several. */
const manyToOne: readonly CostTerm[] = ['layer', 'input', 'output'];
const elements: readonly CostTerm[] = ['layer', 'channel', 'input', 'output'];

/** Of a kernel that has no row below. */
const usual: KernelNote = { tile: '1 element', terms: oneByOne };

/** By file name in assembly/kernels: those that boards run and that are not as usual. */
export const kernelNotes: Readonly<Record<string, KernelNote>> = {
  conv2d_s8: { tile: '4 filters, 1 window, 8 taps a turn', terms: windows },
  conv2d_s8_packed: { tile: '2 filters in one word, split every 2 taps', terms: windows },
  conv2d_s8_dsp: { tile: 'SMLAD: 2 filters, 4 windows', terms: windows },
  conv2d_s8_dsp_1x1: { tile: 'SMLAD: 2 filters, 4 windows read in place', terms: windows },
  depthwise_conv2d_s8: { tile: '1 output, bounds of each window checked', terms: planes },
  depthwise_conv2d_s8_packed: { tile: '2 outputs in one word', terms: planes },
  depthwise_conv2d_s8_packed_short: { tile: '2 outputs in one word, rescaled in two products', terms: planes },
  depthwise_conv2d_s8_packed_3x3: { tile: '2 outputs in one word, 9 taps unrolled', terms: unrolledPlanes },
  depthwise_conv2d_s8_packed_3x3_short: {
    tile: '2 outputs in one word, 9 taps unrolled, rescaled in two products',
    terms: unrolledPlanes,
  },
  depthwise_conv2d_s8_dsp: { tile: 'SMLAD: 2 outputs, pairs of taps', terms: planes },
  depthwise_conv2d_s8_dsp_3x3: { tile: 'SMLAD: 4 outputs, 9 taps unrolled', terms: unrolledPlanes },
  conv2d_s16: { tile: '4 filters, 1 window, 8 taps a turn, 64-bit sums of 256 taps each', terms: windows },
  conv2d_s16_short: { tile: '4 filters, 1 window, 8 taps a turn', terms: windows },
  conv2d_s16_bias32: { tile: '4 filters, 1 window, 8 taps a turn', terms: windows },
  depthwise_conv2d_s16: { tile: '1 output, bounds of each window checked, 64-bit sums', terms: planes },
  depthwise_conv2d_s16_short: { tile: '1 output, bounds of each window checked', terms: planes },
  bconv2d: { tile: '1 filter, 1 window, 32 signs', terms: signs },
  bconv2d_columns: { tile: '32 filters, 1 window, the rarer sign of 16 rows a turn', terms: signs },
  batch_matmul_s8: { tile: '4 columns, 1 row, 4 products a turn', terms: ['layer', 'output', 'mac'] },
  batch_matmul_s16: { tile: '1 output, 64-bit sums', terms: ['layer', 'output', 'mac'] },
  interleave: { tile: '1 pixel', terms: oneByOne },
  add_s8: { tile: '1 element', terms: elements },
  add_s8_packed: { tile: '1 element, two tables', terms: elements },
  add_s8_dsp: { tile: '1 element', terms: elements },
  svdf: { tile: '1 filter, 1 tap', terms: ['layer', 'output', 'mac'] },
  lstm: { tile: '1 gate, 1 tap', terms: ['layer', 'output', 'mac'] },
  average_pool2d_s8: {
    tile: '1 output, bounds of each window checked',
    terms: ['layer', 'input', 'output', 'channel'],
  },
  average_pool2d_s16: { tile: '1 output, bounds of each window checked', terms: manyToOne },
  max_pool2d: { tile: '1 output, bounds of each window checked', terms: manyToOne },
  reduce_sum: { tile: '1 element', terms: manyToOne },
  reduce_max: { tile: '1 element', terms: manyToOne },
  reduce_min: { tile: '1 element', terms: manyToOne },
  reduce_all: { tile: '1 element', terms: manyToOne },
  arg_max: { tile: '1 element', terms: manyToOne },
  arg_min: { tile: '1 element', terms: manyToOne },
  logistic_s16: { tile: '1 element, one table', terms: oneByOne },
  tanh_s16: { tile: '1 element, one table', terms: oneByOne },
  rsqrt_s16: { tile: '1 element, 5 steps of Newton and Raphson', terms: oneByOne },
  softmax_s16: { tile: '1 row, two tables', terms: oneByOne },
  log_softmax_s8: { tile: '1 row, two tables', terms: oneByOne },
  l2_normalization_s8: { tile: '1 row', terms: oneByOne },
  softmax_s8: { tile: '1 row', terms: ['layer', 'output'] },
  lookup: { tile: '1 element, one table', terms: oneByOne },
  copy_rows: { tile: '1 row, by the widest units that fit', terms: elements },
  copy_elements: { tile: '1 element', terms: elements },
  fill_bytes: { tile: '1 byte', terms: oneByOne },
  fill: { tile: '1 word', terms: elements },
  gather: { tile: '1 slice, by the widest units that fit', terms: elements },
  gather_nd: { tile: '1 slice, by the widest units that fit', terms: elements },
  slice_origin: { tile: '1 row, by the widest units that fit', terms: elements },
  broadcast_args: { tile: '1 element', terms: elements },
  embedding_lookup_s8_f32: { tile: '1 element', terms: elements },
  resize_nearest: { tile: '1 position, by the widest units that fit', terms: elements },
};

export const noteOf = (kernel: string): KernelNote => kernelNotes[kernel] ?? usual;

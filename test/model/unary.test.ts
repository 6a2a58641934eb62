import type { Graph } from '../../host/model/graph.ts';
import { samples, withOptions, withScale, withTensor } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const { L2_NORMALIZATION, LOG_SOFTMAX, SOFTMAX, ZEROS_LIKE } = samples;
const { ABS, CAST, DEQUANTIZE, ELU, HARD_SWISH, LEAKY_RELU, LOGISTIC, QUANTIZE, RELU, RELU6, RSQRT, TANH } = samples;

type Row = readonly [what: string, graph: Graph, message: RegExp];

const both = (graph: Graph, change: Parameters<typeof withTensor>[2]): Graph =>
  withTensor(withTensor(graph, 0, change), 1, change);
const unquantized = ({ tensors, ...graph }: Graph): Graph => ({
  ...graph,
  tensors: tensors.map(({ quantization: _, ...tensor }) => tensor),
});

const kinds: readonly Row[] = [
  ['uint8 into RELU', both(RELU, { dtype: 'uint8' }), /RELU with uint8/],
  ['ABS from int8 to int16', withTensor(ABS, 1, { dtype: 'int16' }), /ABS with int8 and int16/],
  ['HARD_SWISH of int16', both(HARD_SWISH, { dtype: 'int16' }), /HARD_SWISH with int16/],
  ['ELU of int16', both(ELU, { dtype: 'int16' }), /ELU with int16/],
  ['CAST to bool', withTensor(CAST, 1, { dtype: 'bool' }), /CAST with int8 and bool/],
  ['CAST from uint8', withTensor(CAST, 0, { dtype: 'uint8' }), /CAST with uint8/],
  [
    'QUANTIZE to uint8 from int16',
    withTensor(withTensor(QUANTIZE, 0, { dtype: 'int16' }), 1, { dtype: 'uint8' }),
    /QUANTIZE with int16 and uint8/,
  ],
  ['QUANTIZE from float16', withTensor(QUANTIZE, 0, { dtype: 'float16' }), /QUANTIZE with float16/],
  ['DEQUANTIZE of int32', withTensor(DEQUANTIZE, 0, { dtype: 'int32' }), /DEQUANTIZE with int32/],
];

/** As wide, with an output scaled as the kernel takes it for granted. */
const wide = (graph: Graph, scale: number, zero: number): Graph =>
  withScale(withScale(both(graph, { dtype: 'int16' }), 0, 2 ** -10, 0), 1, scale, zero);
const long = (graph: Graph, depth: number): Graph => both(graph, { shape: [1, depth] });

const rowKinds: readonly Row[] = [
  ['SOFTMAX from int16 to int8', withTensor(SOFTMAX, 0, { dtype: 'int16' }), /SOFTMAX with int16 and int8/],
  ['SOFTMAX of 4,096 values', long(SOFTMAX, 4096), /SOFTMAX over more than 4095 values/],
  ['SOFTMAX of 65,537 int16 values', long(wide(SOFTMAX, 2 ** -15, 0), 65537), /SOFTMAX over more than 65536 values/],
  ['LOG_SOFTMAX of 4,096 values', long(LOG_SOFTMAX, 4096), /LOG_SOFTMAX over more than 4095 values/],
  ['LOG_SOFTMAX of int16', both(LOG_SOFTMAX, { dtype: 'int16' }), /LOG_SOFTMAX with int16/],
  ['L2_NORMALIZATION of 33,026 values', long(L2_NORMALIZATION, 33_026), /L2_NORMALIZATION over more than 33025 values/],
  ['L2_NORMALIZATION of rank 5', both(L2_NORMALIZATION, { shape: [1, 1, 2, 3, 4] }), /L2_NORMALIZATION of rank 5/],
  [
    'L2_NORMALIZATION with an activation',
    withOptions(L2_NORMALIZATION, { activation: 'relu' }),
    /L2_NORMALIZATION with fused relu/,
  ],
  ['ZEROS_LIKE of int16', both(ZEROS_LIKE, { dtype: 'int16' }), /ZEROS_LIKE with int16/],
];

const rowComplaints: readonly Row[] = [
  ['LOG_SOFTMAX of a scalar', both(LOG_SOFTMAX, { shape: [] }), /no row/],
  ['LOG_SOFTMAX to another scale', withScale(LOG_SOFTMAX, 1, 1 / 32, 127), /1\/16 and 127 are due/],
  ['LOG_SOFTMAX of a scale of 2^-26', withScale(LOG_SOFTMAX, 0, 2 ** -26), /input scale 1\.49.*, 2\^-26 or less/],
  ['L2_NORMALIZATION to another zero point', withScale(L2_NORMALIZATION, 1, 1 / 128, 3), /1\/128 and 0 are due/],
  ['SOFTMAX of int16 to another scale', wide(SOFTMAX, 2 ** -14, 0), /1\/32768 and 0 are due/],
  [
    'SOFTMAX of int16 with a zero point',
    withScale(wide(SOFTMAX, 2 ** -15, 0), 0, 1, 1),
    /tensor 0 has a zero point other than 0/,
  ],
  ['SOFTMAX of int16 at a coarse scale', withScale(wide(SOFTMAX, 2 ** -15, 0), 0, 4, 0), /scales of ratio 26214/],
  ['SOFTMAX of int16 with beta NaN', withOptions(wide(SOFTMAX, 2 ** -15, 0), { beta: Number.NaN }), /beta NaN/],
  ['SOFTMAX to int16 of another scale', withTensor(SOFTMAX, 1, { dtype: 'int16' }), /1\/65536 and -32768 are due/],
  ['LOGISTIC of int16 to another scale', wide(LOGISTIC, 2 ** -14, 0), /1\/32768 and 0 are due/],
  ['TANH of int16 at a coarse scale', withScale(wide(TANH, 2 ** -15, 0), 0, 2.75, 0), /input scale 2\.75, not in/],
  ['ZEROS_LIKE of another shape', withTensor(ZEROS_LIKE, 1, { shape: [4] }), /\[2,3,4\] to \[4\]/],
];

const complaints: readonly Row[] = [
  ['RELU to another shape', withTensor(RELU, 1, { shape: [2, 12] }), /\[2,3,4\] to \[2,12\]/],
  ['CAST to another shape', withTensor(CAST, 1, { shape: [1] }), /\[2,3,4\] to \[1\]/],
  ['DEQUANTIZE without a scale', unquantized(DEQUANTIZE), /tensor 0 has no single scale/],
  ['QUANTIZE to no scale', unquantized(QUANTIZE), /tensor 1 has no single scale/],
  ['ABS of int8 without a scale', unquantized(ABS), /tensor 0 has no single scale/],
  ['int16 with a zero point into ABS', both(ABS, { dtype: 'int16' }), /tensor 0 has a zero point other than 0/],
  [
    'int16 with a zero point into RELU',
    withScale(both(RELU, { dtype: 'int16' }), 0, 1, 0),
    /tensor 1 has a zero point/,
  ],
  [
    'RELU at a ratio of 2^22',
    withScale(withScale(RELU, 0, 2 ** 20), 1, 0.25),
    /scales of ratio 4194304, 4194304 or more/,
  ],
  [
    'RELU of int16 at a ratio of 2^14',
    withScale(withScale(both(RELU, { dtype: 'int16' }), 0, 2 ** 14, 0), 1, 1, 0),
    /scales of ratio 16384, 16384 or more/,
  ],
  ['RELU6 in steps too small for its 6', withScale(RELU6, 0, 2 ** -28), /of which 6 is 2\^30 or more/],
  ['LEAKY_RELU of a steep alpha', withOptions(LEAKY_RELU, { alpha: -(2 ** 23) }), /scales of ratio 16777216/],
  ['LEAKY_RELU of no alpha', withOptions(LEAKY_RELU, { alpha: Number.NaN }), /scales of ratio NaN/],
  ['HARD_SWISH to a fine scale', withScale(withScale(HARD_SWISH, 0, 128), 1, 1), /below.*128 times the second/],
  ['HARD_SWISH of a coarse scale', withScale(withScale(HARD_SWISH, 0, 2 ** 25), 1, 2 ** 25), /scales 33554432 and/],
  ['ELU to a scale that no -1 fits', withScale(withScale(ELU, 0, 2 ** -40), 1, 2 ** -22), /scales of ratio 4194304/],
  ['LOGISTIC to another scale', withScale(LOGISTIC, 1, 1 / 128, -128), /1\/256 and -128 are due/],
  ['LOGISTIC to another zero point', withScale(LOGISTIC, 1, 1 / 256, 0), /1\/256 and -128 are due/],
  ['TANH to another scale', withScale(TANH, 1, 1 / 256, 0), /1\/128 and 0 are due/],
  ['TANH of a scale below 2^-28', withScale(TANH, 0, 2 ** -29), /input scale 1\.86.*, not in/],
  ['TANH of a scale of 2^35', withScale(TANH, 0, 2 ** 35), /input scale 34359738368, not in/],
  ['RSQRT to a coarse scale', withScale(withScale(RSQRT, 0, 1), 1, 2 ** 13), /is 0\.00012.*, not in/],
  ['RSQRT to a fine scale', withScale(withScale(RSQRT, 0, 1), 1, 2 ** -30), /is 1073741824, not in/],
];

describe('operators of one input', () => {
  for (const [what, graph, message] of [...kinds, ...rowKinds])
    it(`refuse ${what}`, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise the model fully/));
  for (const [what, graph, message] of [...complaints, ...rowComplaints])
    it(`complain about ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
});

import type { Graph } from '../../host/model/graph.ts';
import { samples, withOptions, withScale, withTensor } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

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
  for (const [what, graph, message] of kinds)
    it(`refuse ${what}`, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise the model fully/));
  for (const [what, graph, message] of complaints)
    it(`complain about ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
});

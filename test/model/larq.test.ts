import type { Graph } from '../../host/model/graph.ts';
import { samples, withOperator, withOptions, withTensor } from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const { LceBconv2d: convolution, LceBMaxPool2d: pool, LceQuantize: quantize, LceDequantize: dequantize } = samples;

type Row = readonly [what: string, graph: Graph, message: RegExp];

const refusals: readonly Row[] = [
  ['signs of int16', withTensor(quantize, 0, { dtype: 'int16' }), /LceQuantize with int16/],
  ['a filter of reals', withTensor(convolution, 1, { dtype: 'float32' }), /float32 filter .* convert the model/],
  [
    'halves of channels in int8',
    withOptions(withTensor(convolution, 0, {}), { channelsIn: 39 }),
    /zero padding of an odd number of channels, 39, to int8 and fused relu/,
  ],
];

const complaints: readonly Row[] = [
  ['other words than signs', withTensor(quantize, 1, { shape: [1, 2, 2, 3] }), /words for \[1,2,2,33\] signs/],
  ['fewer words than signs', withTensor(dequantize, 0, { shape: [1, 2, 2, 1] }), /words for \[1,2,2,33\] signs/],
  ['a pool that goes nowhere', withOptions(pool, { strideW: 0 }), /strides 2×0/],
  ['other padding than 0 and 1', withOptions(convolution, { padValues: 2 }), /pad_values 2, neither 0 nor 1/],
  ['channels of other words', withOptions(convolution, { channelsIn: 70 }), /channels_in 70 in 2 words/],
  ['four inputs', withOperator(convolution, { inputs: [0, 1, 2, 3] }), /4 inputs, not 5/],
  ['no multipliers', withOperator(convolution, { inputs: [0, 1, -1, 3, -1] }), /0 multipliers for 3 channels/],
  [
    'a multiplier that is no number',
    withTensor(convolution, 2, { data: new Uint8Array(Float32Array.of(1, Number.NaN, 1).buffer) }),
    /multipliers that are not finite/,
  ],
];

describe("operators of Larq Compute Engine's", () => {
  for (const [what, graph, message] of refusals)
    it(`are refused: ${what}`, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise/));
  for (const [what, graph, message] of complaints)
    it(`are damaged: ${what}`, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
});

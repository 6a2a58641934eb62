import assert from 'node:assert/strict';
import type { Graph, Quantization } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import {
  activation,
  int32s,
  network,
  samples,
  weights,
  withOperator,
  withOptions,
  withScale,
  withTensor,
} from '../support/graphs.ts';
import { assertRefused } from '../support/refusal.ts';

const { CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, ADD, AVERAGE_POOL_2D, RESHAPE, SOFTMAX } = samples;
const HUGE = 2 ** 31 - 1;
const options = {
  padding: 'same',
  strideH: 3000,
  strideW: 3000,
  filterH: 3000,
  filterW: 3000,
  activation: 'none',
} as const;
const hugePool = network(
  [activation([1, 3000, 3000, 1]), activation([1, 1, 1, 1])],
  [{ kind: 'AVERAGE_POOL_2D', inputs: [0], outputs: [1], options }],
);
const biasScale = (scale: number, zero: number): { quantization: Quantization } => ({
  quantization: { scales: [scale], zeroPoints: [zero], axis: 0 },
});
const reshapes = network(
  [activation([4]), activation([2, 2]), activation([4]), activation([1, 4])],
  [0, 1, 2].map((at) => ({ kind: 'RESHAPE', inputs: [at], outputs: [at + 1], options: {} })),
);

type Row = readonly [what: string, graph: Graph, message: RegExp];

const structure: readonly Row[] = [
  ['a convolution without filter', withOperator(CONV_2D, { inputs: [0] }), /CONV_2D \(operator 0\): 1 inputs/],
  ['a filter left out', withOperator(CONV_2D, { inputs: [0, -1, 2] }), /3 inputs/],
  ['too many inputs', withOperator(SOFTMAX, { inputs: [0, 0] }), /2 inputs/],
  ['a cycle', { ...reshapes, operators: reshapes.operators.toReversed() }, /operator 0 reads tensor 2 before/],
  ['an operator that reads its own output', withOperator(RESHAPE, { inputs: [2] }), /reads tensor 2 before/],
  [
    'two makers of one tensor',
    withOperator(reshapes, { outputs: [2] }, 2),
    /operator 2 writes tensor 2, which is not free/,
  ],
  ['the same input twice', { ...ADD, inputs: [0, 0] }, /the same input twice/],
  ['rank 9', withTensor(RESHAPE, 2, { shape: [3, 4, 1, 1, 1, 1, 1, 1, 1] }), /tensor 2 has rank 9, more than 8/],
  ['extents beyond 2^53 elements', withTensor(RESHAPE, 0, { shape: new Array<number>(8).fill(HUGE) }), /elements/],
];

const shapes: readonly Row[] = [
  ['stride 0', withOptions(CONV_2D, { strideH: 0 }), /strides 0×1/],
  ['a stride of 2^31 - 1', withOptions(CONV_2D, { strideW: HUGE }), /strides 1×2147483647/],
  ['a dilation of 2^31 - 1', withOptions(DEPTHWISE_CONV_2D, { dilationW: HUGE }), /dilations 1×2147483647/],
  ['a negative dilation', withOptions(CONV_2D, { dilationH: -1 }), /dilations -1×1/],
  ['a filter wider than its input', withOptions(CONV_2D, { padding: 'valid', dilationW: 3 }), /output \[1,4,5,3\]/],
  ['a pool of no extent', withOptions(AVERAGE_POOL_2D, { filterH: 0 }), /window 0×2/],
  ['a pool beyond 32-bit positions', withOptions(AVERAGE_POOL_2D, { filterH: HUGE }), /window 2147483647×2/],
  ['a pool whose sum overflows', hugePool, /a window of 3000×3000/],
  ['an image of rank 3', withTensor(AVERAGE_POOL_2D, 0, { shape: [4, 4, 2] }), /an input of rank 3/],
  ['another batch', withTensor(CONV_2D, 3, { shape: [2, 4, 5, 3] }), /output \[2,4,5,3\] where.*\[1,4,5,3\]/],
  ['a filter of another depth', withTensor(CONV_2D, 0, { shape: [1, 4, 5, 3] }), /2 filter channels and 3 filters/],
  ['multiplier 0', withOptions(DEPTHWISE_CONV_2D, { depthMultiplier: 0 }), /4 filter channels for 2 × multiplier 0/],
  ['an empty input', withTensor(CONV_2D, 0, { shape: [0, 4, 5, 2] }), /tensor 0 is empty/],
  ['an empty output', withTensor(FULLY_CONNECTED, 3, { shape: [2, 0] }), /tensor 3 is empty/],
  ['an output that ends in rows', withTensor(FULLY_CONNECTED, 3, { shape: [4, 2] }), /2 × 4 is due/],
  [
    'dimensions that are not kept',
    withOptions(withTensor(FULLY_CONNECTED, 0, { shape: [1, 2, 6] }), { keepNumDims: true }),
    /output \[2,4\] where \[1,2,4\]/,
  ],
  ['columns that do not divide', withTensor(FULLY_CONNECTED, 0, { shape: [2, 5] }), /input \[2,5\] for 6 columns/],
  ['weights of rank 3', withTensor(FULLY_CONNECTED, 1, { shape: [4, 6, 1] }), /not of rank 2/],
  [
    'a sum that does not broadcast',
    withTensor(ADD, 1, { shape: [2, 4] }),
    /\[1,3,4\] and \[2,4\] do not give \[1,3,4\]/,
  ],
  ['a reshape to more elements', withTensor(RESHAPE, 2, { shape: [4, 4] }), /\[2,6\] to \[4,4\]/],
  ['a bias too short', withTensor(CONV_2D, 2, int32s([1, 2])), /2 biases for 3 channels/],
];

const scales: readonly Row[] = [
  [
    'a bias at another scale',
    withTensor(FULLY_CONNECTED, 2, biasScale(1, 0)),
    /a bias scaled by 1 where its sum.*0.125/,
  ],
  ['a bias with a zero point', withTensor(FULLY_CONNECTED, 2, biasScale(0.125, 1)), /a bias with a zero point/],
  ['weights with a zero point', withScale(FULLY_CONNECTED, 1, 0.5, 1), /weights with a zero point other than 0/],
  [
    'two scales for three channels',
    withTensor(CONV_2D, 1, weights([3, 3, 3, 2], [1, 2], 3)),
    /2 weight scales along axis 3 for 3 channels along 0/,
  ],
  [
    'a scale per column',
    withTensor(FULLY_CONNECTED, 1, weights([4, 6], [1, 1, 1, 1, 1, 1], 1)),
    /6 weight scales along axis 1 for 4/,
  ],
  ['a ratio of scales beyond 2^30', withScale(CONV_2D, 3, 1e-12), /2\^30 or more/],
  [
    'a product of scales beyond float32',
    withScale(withScale(withScale(FULLY_CONNECTED, 1, 1e20), 0, 1e20), 3, 3e38),
    /2\^30 or more/,
  ],
  ['a sum of scales too far apart', withScale(ADD, 2, 1e-7), /more than 2\^19 of the output's/],
  ['a pool that rescales', withScale(AVERAGE_POOL_2D, 1, 0.25), /input and output are scaled differently/],
  ['a reshape that rescales', withScale(RESHAPE, 2, 0.5, 4), /input and output are scaled differently/],
  ['softmax to another scale', withScale(SOFTMAX, 1, 1 / 128, -128), /1\/256 and -128 are due/],
  ['softmax to another zero point', withScale(SOFTMAX, 1, 1 / 256, 0), /1\/256 and -128 are due/],
  ['softmax with beta 0', withOptions(SOFTMAX, { beta: 0 }), /beta 0/],
  ['softmax with negative beta', withOptions(SOFTMAX, { beta: -1 }), /beta -1/],
  ['softmax with infinite beta', withOptions(SOFTMAX, { beta: Number.POSITIVE_INFINITY }), /beta Infinity/],
  ['softmax with beta NaN', withOptions(SOFTMAX, { beta: Number.NaN }), /beta NaN/],
  ['softmax with a beta below its resolution', withOptions(SOFTMAX, { beta: 1e-9 }), /beta 9\.99.* at input scale/],
];

describe('validation of a graph', () => {
  for (const kind of Object.keys(samples) as (keyof typeof samples)[])
    it(`accepts a sound ${kind}`, () => {
      assert.deepEqual(importTflite(writeTflite(samples[kind]), 'test'), samples[kind]);
    });

  for (const [group, rows] of Object.entries({ structure, shapes, scales }))
    describe(`of its ${group}, refuses`, () => {
      for (const [what, graph, message] of rows)
        it(what, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download the model again/));
    });
});

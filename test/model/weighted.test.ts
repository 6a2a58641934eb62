import assert from 'node:assert/strict';
import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import {
  int32s,
  network,
  samples,
  withOperator,
  withOptions,
  withScale,
  withTensor,
  zeros,
} from '../support/graphs.ts';
import batchMatmul from '../support/operator-models/batch-matmul.ts';
import convolutions from '../support/operator-models/convolutions.ts';
import fullyConnected from '../support/operator-models/fully-connected.ts';
import transposeConv from '../support/operator-models/transpose-conv.ts';
import { Random } from '../support/random.ts';
import { assertRefused } from '../support/refusal.ts';
import { activation16, weightedVariants } from '../support/samples/weighted.ts';

const { CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, TRANSPOSE_CONV, BATCH_MATMUL } = samples;
const wide = weightedVariants['CONV_2D, int16 activations'];
const words = weightedVariants['CONV_2D, int16 activations and 32-bit sums'];
const transposed16 = weightedVariants['TRANSPOSE_CONV, int16 activations'];
const depthwise = weightedVariants['DEPTHWISE_CONV_2D, int16 activations'];
const computedMatrix = weightedVariants['FULLY_CONNECTED, computed weights'];
const products16 = weightedVariants['BATCH_MATMUL, int16 activations'];
const matrix4 = weightedVariants['FULLY_CONNECTED, int4 weights'];

/** A constant becomes an input. */
const computed = (graph: Graph, id: number): Graph => ({
  ...graph,
  tensors: graph.tensors.map((tensor) => {
    const { data: _, ...rest } = tensor;
    return tensor.id === id ? rest : tensor;
  }),
  inputs: [...graph.inputs, id],
});

type Row = readonly [what: string, graph: Graph, message: RegExp];

const unsupported: readonly Row[] = [
  [
    'int8 activations with a bias of 64 bits',
    withTensor(CONV_2D, 2, zeros('int64', [3])),
    /CONV_2D with int8 activations and int64 bias/,
  ],
  [
    'int16 activations with a bias of 16 bits',
    withTensor(wide, 2, zeros('int16', [3])),
    /CONV_2D with int16 activations and int16 bias/,
  ],
  [
    'int16 depthwise with a bias of 32 bits',
    withTensor(depthwise, 2, zeros('int32', [4])),
    /DEPTHWISE_CONV_2D with int16 activations and int32 bias/,
  ],
  [
    'a matrix of int8 with a bias of 64 bits',
    withTensor(FULLY_CONNECTED, 2, zeros('int64', [4])),
    /FULLY_CONNECTED with int8 activations and int64 bias/,
  ],
  [
    'a transposed int16 convolution with a bias of 32 bits',
    withOperator(
      { ...transposed16, tensors: [...transposed16.tensors, { ...int32s([1, 2, 3]), id: 4, name: 'bias' }] },
      { inputs: [0, 1, 2, 4] },
    ),
    /TRANSPOSE_CONV with int16 activations and int32 bias/,
  ],
  ['a computed transposed filter', computed(TRANSPOSE_CONV, 1), /TRANSPOSE_CONV with computed weights/],
  ['matrices of two types', withTensor(BATCH_MATMUL, 1, { dtype: 'int16' }), /BATCH_MATMUL with int8 and int16/],
  ['vectors', withTensor(BATCH_MATMUL, 1, { shape: [4] }), /BATCH_MATMUL of rank 1/],
  ['products of rank 6', withTensor(BATCH_MATMUL, 0, { shape: [1, 1, 1, 2, 3, 4] }), /BATCH_MATMUL of rank 6/],
  [
    'products of int16 with a zero point',
    withScale(products16, 1, 0.5, 1),
    /BATCH_MATMUL with int16 activations of a zero/,
  ],
  ['computed weights of int4', computed(matrix4, 1), /FULLY_CONNECTED with int8 activations and computed int4 weights/],
  [
    'computed weights for int16',
    computed(weightedVariants['FULLY_CONNECTED, int16 activations'], 1),
    /FULLY_CONNECTED with int16 activations and computed int8 weights/,
  ],
  [
    'computed weights with a scale for each row',
    withTensor(computedMatrix, 1, { quantization: { scales: [1, 2, 3, 4], zeroPoints: [0, 0, 0, 0], axis: 0 } }),
    /FULLY_CONNECTED with computed weights of several scales/,
  ],
  ['a computed bias', computed(CONV_2D, 2), /CONV_2D with computed bias/],
  ['computed filters', computed(CONV_2D, 1), /CONV_2D with computed weights/],
  ['a zero point of an int16 input', withScale(words, 0, 0.5, 1), /int16 activations of a zero point other than 0/],
  [
    'a zero point of an int16 output',
    withScale(depthwise, 3, 0.5, -1),
    /int16 activations of a zero point other than 0/,
  ],
  [
    'int16 activations with int4 weights',
    withTensor(wide, 1, zeros('int4', [3, 3, 3, 2])),
    /CONV_2D with int16 and int4/,
  ],
  ['int16 to int8', withTensor(wide, 3, { dtype: 'int8' }), /CONV_2D with int16 and int8/],
  [
    'int16 weights',
    withTensor(DEPTHWISE_CONV_2D, 1, zeros('int16', [1, 3, 3, 4])),
    /DEPTHWISE_CONV_2D with int8 and int16/,
  ],
  [
    'a matrix of int4 with a scale for each row',
    withTensor(matrix4, 1, { quantization: { scales: [1, 2, 3], zeroPoints: [0, 0, 0], axis: 0 } }),
    /FULLY_CONNECTED with int4 weights of several scales/,
  ],
];

const damaged: readonly Row[] = [
  ['matrices that do not fit', withOptions(BATCH_MATMUL, { adjY: false }), /\[2,3,4\] × \[5,4\]/],
  [
    'batches that do not broadcast',
    withTensor(products16, 0, { shape: [3, 1, 4, 3] }),
    /output \[2,2,3,5\] where \[3,2,3,5\] is due/,
  ],
  ['batches of different extent', withTensor(products16, 0, { shape: [2, 3, 4, 3] }), /\[2,3,4,3\] × \[2,4,5\]/],
  ['products of another shape', withTensor(BATCH_MATMUL, 2, { shape: [2, 5, 3] }), /where \[2,3,5\] is due/],
  ['products that cannot be rescaled', withScale(products16, 2, 0.001), /2\^7 or more/],
  ['computed weights that cannot be rescaled', withScale(computedMatrix, 3, 1e-12), /2\^30 or more/],
  [
    'sums of too many products of 16 bits',
    network(
      [activation16([1, 2 ** 17]), activation16([1, 2 ** 17]), activation16([1, 1])],
      [{ kind: 'BATCH_MATMUL', inputs: [0, 1], outputs: [2], options: { adjX: false, adjY: true } }],
      [0, 1],
    ),
    /sums of 131072 products/,
  ],
  [
    'a transposed filter of another depth',
    withTensor(TRANSPOSE_CONV, 2, { shape: [1, 3, 4, 3] }),
    /2 filter channels for 3 input channels/,
  ],
  ['a transposed filter of rank 3', withTensor(TRANSPOSE_CONV, 1, { shape: [3, 6, 2] }), /not of rank 4/],
  [
    'transposed filters for other channels',
    withTensor(TRANSPOSE_CONV, 4, { shape: [1, 5, 8, 2] }),
    /3 filters for 2 output channels/,
  ],
  [
    'an output shape that is not the output',
    withTensor(TRANSPOSE_CONV, 0, int32s([1, 6, 8, 3])),
    /\[1,6,8,3\] is asked for/,
  ],
  [
    'an output that no convolution makes the input of',
    withTensor(withTensor(TRANSPOSE_CONV, 0, int32s([1, 7, 8, 3])), 4, { shape: [1, 7, 8, 3] }),
    /from its output to its input, output \[1,3,4,2\] where its options give \[1,4,4,2\]/,
  ],
  ['a transposed step of 0', withOptions(TRANSPOSE_CONV, { strideH: 0 }), /strides 0×2/],
  ['a transposed filter with a zero point', withScale(TRANSPOSE_CONV, 1, 0.5, 1), /weights with a zero point/],
  ['a 64-bit bias beyond what is rescaled', withTensor(wide, 2, { data: int64(2 ** 46) }), /a bias of 2\^46 or more/],
  ['a ratio of scales beyond 2^7 for 64-bit sums', withScale(wide, 3, 0.001), /2\^7 or more/],
  ['an int4 zero point', withScale(matrix4, 1, 0.25, 1), /weights with a zero point other than 0/],
  ['int4 weights of too few bytes', withTensor(matrix4, 1, { data: new Uint8Array(7) }), /7 bytes of data for 8/],
];

function int64(value: number): Uint8Array {
  return new Uint8Array(BigInt64Array.of(0n, BigInt(value), 0n).buffer);
}

describe('operators that weigh their input', () => {
  for (const [what, graph] of Object.entries(weightedVariants))
    it(`${what}: a sound one is read as it was written`, () => {
      assert.deepEqual(importTflite(writeTflite(graph), 'test'), graph);
    });
  for (const { kind, dtype, make } of [...convolutions, ...fullyConnected, ...transposeConv, ...batchMatmul])
    it(`${kind}, ${dtype}: random ones are sound`, () => {
      for (let seed = 1; seed <= 50; seed++) importTflite(writeTflite(make(new Random(seed))));
    });
  it('a ratio of scales beyond 2^7 for 32-bit sums', () => {
    assert.doesNotThrow(() => importTflite(writeTflite(withScale(words, 2, 0.0001))));
  });
  it('a bias type that is not stated', () => {
    const [operator] = importTflite(writeTflite(withOptions(words, { biasType: undefined }))).operators;
    assert.equal(Object.hasOwn(operator?.options ?? {}, 'biasType'), false);
  });
  describe('that no kernel takes', () => {
    for (const [what, graph, message] of unsupported)
      it(what, () => assertRefused(graph, 'UNSUPPORTED_OPERATOR', message, /Quantise the model/));
  });
  describe('that contradict themselves', () => {
    for (const [what, graph, message] of damaged)
      it(what, () => assertRefused(graph, 'MODEL_DAMAGED', message, /Export or download/));
  });
});

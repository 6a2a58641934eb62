import type { Graph, OperatorKind } from '../../../host/model/graph.ts';
import { activation, type Draft, int32s, network, weights } from '../drafts.ts';

const convolution = {
  padding: 'same',
  strideH: 1,
  strideW: 1,
  dilationH: 1,
  dilationW: 1,
  activation: 'none',
} as const;

export const activation16 = (shape: readonly number[], scale = 0.5): Draft => ({
  ...activation(shape, scale, 0),
  dtype: 'int16',
});

const int64s = (values: readonly number[]): Draft => ({
  dtype: 'int64',
  shape: [values.length],
  data: new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
});

/** Two to a byte. */
const weights4 = (shape: readonly number[], scales?: readonly number[], axis?: number): Draft => {
  const wide = weights(shape, scales, axis);
  return { ...wide, dtype: 'int4', data: (wide.data as Uint8Array).filter((_, index) => index % 2 === 0) };
};

/** Operators that weigh their input. */
export const weightedSamples = {
  TRANSPOSE_CONV: network(
    [
      int32s([1, 5, 8, 3]),
      weights([3, 2, 3, 2], [0.5, 0.25, 1]),
      activation([1, 3, 4, 2]),
      int32s([1, 2, 3]),
      activation([1, 5, 8, 3]),
    ],
    [
      {
        kind: 'TRANSPOSE_CONV',
        inputs: [0, 1, 2, 3],
        outputs: [4],
        options: { padding: 'same', strideH: 2, strideW: 2, activation: 'relu' },
      },
    ],
    [2],
  ),
  BATCH_MATMUL: network(
    [activation([2, 3, 4]), activation([5, 4], 0.25, -7), activation([2, 3, 5])],
    [{ kind: 'BATCH_MATMUL', inputs: [0, 1], outputs: [2], options: { adjX: false, adjY: true } }],
    [0, 1],
  ),
} satisfies Partial<Record<OperatorKind, Graph>>;

/** The same with types other than int8. */
export const weightedVariants = {
  'CONV_2D, int16 activations': network(
    [
      activation16([1, 4, 5, 2]),
      weights([3, 3, 3, 2], [0.5, 0.25, 1]),
      int64s([1, -2, 2 ** 40]),
      activation16([1, 4, 5, 3]),
    ],
    [{ kind: 'CONV_2D', inputs: [0, 1, 2], outputs: [3], options: convolution }],
  ),
  'CONV_2D, int16 activations and 32-bit sums': network(
    [activation16([1, 4, 5, 2]), weights([3, 3, 3, 2]), activation16([1, 4, 5, 3])],
    [{ kind: 'CONV_2D', inputs: [0, 1], outputs: [2], options: { ...convolution, biasType: 'int32' } }],
  ),
  'CONV_2D, int4 weights': network(
    [activation([1, 4, 5, 2]), weights4([3, 3, 3, 2], [0.5, 0.25, 1]), int32s([1, 2, 3]), activation([1, 4, 5, 3])],
    [{ kind: 'CONV_2D', inputs: [0, 1, 2], outputs: [3], options: convolution }],
  ),
  'DEPTHWISE_CONV_2D, int16 activations': network(
    [
      activation16([1, 4, 5, 2]),
      weights([1, 3, 3, 4], [0.5, 0.25, 1, 2], 3),
      int64s([1, 2, 3, 4]),
      activation16([1, 4, 5, 4]),
    ],
    [
      {
        kind: 'DEPTHWISE_CONV_2D',
        inputs: [0, 1, 2],
        outputs: [3],
        options: { ...convolution, depthMultiplier: 2 },
      },
    ],
  ),
  'TRANSPOSE_CONV, int16 activations': network(
    [int32s([1, 5, 8, 3]), weights([3, 2, 3, 2]), activation16([1, 3, 4, 2]), activation16([1, 5, 8, 3])],
    [
      {
        kind: 'TRANSPOSE_CONV',
        inputs: [0, 1, 2],
        outputs: [3],
        options: { padding: 'same', strideH: 2, strideW: 2, activation: 'none' },
      },
    ],
    [2],
  ),
  'FULLY_CONNECTED, int16 activations': network(
    [activation16([2, 6]), weights([4, 6]), int32s([5, 6, 7, 8]), activation16([2, 4])],
    [{ kind: 'FULLY_CONNECTED', inputs: [0, 1, 2], outputs: [3], options: { activation: 'relu', keepNumDims: false } }],
  ),
  'FULLY_CONNECTED, computed weights': network(
    [activation([2, 6]), activation([4, 6], 0.25, -7), int32s([5, 6, 7, 8]), activation([2, 4])],
    [{ kind: 'FULLY_CONNECTED', inputs: [0, 1, 2], outputs: [3], options: { activation: 'relu', keepNumDims: false } }],
    [0, 1],
  ),
  'BATCH_MATMUL by a constant': network(
    [activation([2, 3, 4]), weights([4, 5]), activation([2, 3, 5])],
    [{ kind: 'BATCH_MATMUL', inputs: [0, 1], outputs: [2], options: { adjX: false, adjY: false } }],
  ),
  'BATCH_MATMUL, int16 activations': network(
    [activation16([2, 1, 4, 3]), activation16([2, 4, 5]), activation16([2, 2, 3, 5])],
    [{ kind: 'BATCH_MATMUL', inputs: [0, 1], outputs: [2], options: { adjX: true, adjY: false } }],
    [0, 1],
  ),
  'FULLY_CONNECTED, int4 weights': network(
    [activation([2, 5]), weights4([3, 5]), activation([2, 3])],
    [{ kind: 'FULLY_CONNECTED', inputs: [0, 1], outputs: [2], options: { activation: 'none', keepNumDims: false } }],
  ),
} satisfies Record<string, Graph>;

import { type OnnxCase, one, y8 } from './case.ts';

/** Pools, reductions and softmax. */
export const windows: readonly OnnxCase[] = [
  {
    what: 'AveragePool',
    kinds: 'TRANSPOSE AVERAGE_POOL_2D TRANSPOSE',
    build: one([1, 3, 4, 6], [1, 3, 2, 3], 'AveragePool', { kernel_shape: [2, 2], strides: [2, 2] }),
  },
  {
    what: 'AveragePool, pads that do not count',
    kinds: 'TRANSPOSE AVERAGE_POOL_2D TRANSPOSE',
    build: one([1, 3, 5, 5], [1, 3, 5, 5], 'AveragePool', { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
  },
  {
    what: 'AveragePool, pads that count',
    kinds: 'TRANSPOSE PAD AVERAGE_POOL_2D TRANSPOSE',
    build: one([1, 3, 5, 5], [1, 3, 5, 5], 'AveragePool', {
      kernel_shape: [3, 3],
      pads: [1, 1, 1, 1],
      count_include_pad: 1,
    }),
  },
  {
    what: 'AveragePool of another scale',
    kinds: 'TRANSPOSE AVERAGE_POOL_2D QUANTIZE TRANSPOSE',
    off: 1,
    build: one(
      [1, 3, 4, 6],
      [1, 3, 2, 3],
      'AveragePool',
      { kernel_shape: [2, 2], strides: [2, 2] },
      { scale: 0.049, zero: 2 },
    ),
  },
  {
    what: 'GlobalAveragePool',
    kinds: 'TRANSPOSE AVERAGE_POOL_2D RESHAPE',
    build: one([1, 3, 4, 6], [1, 3, 1, 1], 'GlobalAveragePool'),
  },
  {
    what: 'GlobalAveragePool of another scale',
    kinds: 'MEAN',
    build: one([1, 3, 4, 6], [1, 3, 1, 1], 'GlobalAveragePool', {}, { scale: 0.02, zero: 1 }),
  },
  {
    what: 'MaxPool',
    kinds: 'TRANSPOSE MAX_POOL_2D TRANSPOSE',
    build: one([1, 3, 5, 7], [1, 3, 2, 3], 'MaxPool', { kernel_shape: [3, 3], strides: [2, 2] }),
  },
  {
    what: 'MaxPool of rank 3, padded',
    kinds: 'TRANSPOSE RESHAPE MAX_POOL_2D RESHAPE TRANSPOSE',
    build: one([1, 3, 8], [1, 3, 8], 'MaxPool', { kernel_shape: [3], pads: [1, 1] }),
  },
  {
    what: 'MaxPool, pads of its own',
    kinds: 'TRANSPOSE PADV2 MAX_POOL_2D TRANSPOSE',
    build: one([1, 3, 5, 7], [1, 3, 3, 4], 'MaxPool', { kernel_shape: [2, 2], strides: [2, 2], pads: [1, 1, 0, 0] }),
  },
  { what: 'GlobalMaxPool', kinds: 'REDUCE_MAX', build: one([1, 3, 5, 7], [1, 3, 1, 1], 'GlobalMaxPool') },
  {
    what: 'ReduceMean',
    kinds: 'MEAN',
    build: one([2, 3, 4, 5], [2, 5], 'ReduceMean', { axes: [1, -2], keepdims: 0 }, { scale: 0.03, zero: 1 }),
  },
  { what: 'ReduceSum', kinds: 'SUM', build: one([2, 3, 4], [2, 1, 4], 'ReduceSum', {}, y8, (net) => [net.ints(1)]) },
  {
    what: 'Softmax',
    kinds: 'SOFTMAX',
    off: 1,
    build: one([2, 9], [2, 9], 'Softmax', {}, { scale: 1 / 256, zero: -128 }),
  },
  {
    what: 'Softmax along another axis',
    kinds: 'TRANSPOSE SOFTMAX TRANSPOSE',
    off: 1,
    build: one([2, 5, 3], [2, 5, 3], 'Softmax', { axis: 1 }, { scale: 1 / 256, zero: -128 }),
  },
  {
    what: 'Softmax of another scale',
    kinds: 'SOFTMAX QUANTIZE',
    off: 1.5,
    build: one([2, 9], [2, 9], 'Softmax', {}, { scale: 0.0038, zero: -120 }),
  },
];

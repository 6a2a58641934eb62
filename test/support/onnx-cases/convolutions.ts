import type { Model } from '../onnx-model.ts';
import type { QdqNetwork } from '../qdq-network.ts';
import { type OnnxCase, wide, x8 } from './case.ts';

/** Convolution of [1, c, ...spatial] by filters [o, c / group, ...kernel]. */
const conv =
  (
    c: number,
    spatial: number[],
    o: number,
    kernel: number[],
    out: number[],
    attributes: Record<string, number | string | number[]> = {},
  ) =>
  (net: QdqNetwork): Model => {
    const group = (attributes['group'] as number | undefined) ?? 1;
    const x = net.input([1, c, ...spatial], x8);
    const scales = Array.from({ length: o }, (_, index) => 0.01 + 0.002 * index);
    const w = net.weights([o, c / group, ...kernel], scales);
    const bias = net.floats([o], () => (net.random.below(2000) - 1000) / 100);
    return net.model(net.node('Conv', [x, w, bias], { kernel_shape: kernel, ...attributes }), [1, o, ...out], wide);
  };

/** Conv under all its attributes, and networks of two. */
export const convolutions: readonly OnnxCase[] = [
  {
    what: 'uint8 at both ends and in between',
    kinds: 'QUANTIZE TRANSPOSE CONV_2D CONV_2D TRANSPOSE QUANTIZE',
    off: 1.5,
    build: (net) => {
      const x = net.input([1, 2, 5, 6], { scale: 0.05, zero: 120, dtype: 'uint8' });
      const first = net.node('Conv', [x, net.weights([3, 2, 3, 3], [0.01])]);
      const between = net.requantized(first, { scale: 0.2, zero: 131, dtype: 'uint8' });
      const second = net.node('Conv', [between, net.weights([4, 3, 1, 1], [0.01])]);
      return net.model(second, [1, 4, 3, 4], { scale: 0.3, zero: 140, dtype: 'uint8' });
    },
  },
  { what: 'Conv 3×3', kinds: 'TRANSPOSE CONV_2D TRANSPOSE', build: conv(3, [5, 6], 4, [3, 3], [3, 4]) },
  {
    what: 'Conv of one channel in and out: nothing to transpose',
    kinds: 'RESHAPE CONV_2D RESHAPE',
    build: conv(1, [5, 6], 1, [3, 2], [3, 5]),
  },
  {
    what: 'Conv, SAME_UPPER',
    kinds: 'TRANSPOSE CONV_2D TRANSPOSE',
    build: conv(2, [5, 6], 3, [3, 2], [3, 3], { auto_pad: 'SAME_UPPER', strides: [2, 2] }),
  },
  {
    what: 'Conv, SAME_LOWER',
    kinds: 'TRANSPOSE PAD CONV_2D TRANSPOSE',
    build: conv(2, [5, 6], 3, [2, 2], [5, 6], { auto_pad: 'SAME_LOWER' }),
  },
  {
    what: 'Conv, pads of its own',
    kinds: 'TRANSPOSE PAD CONV_2D TRANSPOSE',
    build: conv(2, [5, 6], 3, [3, 3], [3, 4], { pads: [1, 2, 1, 1], strides: [2, 2] }),
  },
  {
    what: 'Conv, pads that no window reaches',
    kinds: 'TRANSPOSE CONV_2D TRANSPOSE',
    build: conv(2, [5, 5], 3, [2, 2], [2, 2], { pads: [0, 0, 1, 1], strides: [3, 3] }),
  },
  {
    what: 'Conv, dilated',
    kinds: 'TRANSPOSE CONV_2D TRANSPOSE',
    build: conv(2, [7, 8], 3, [3, 2], [3, 6], { dilations: [2, 2] }),
  },
  {
    what: 'Conv, one group a channel, two filters each',
    kinds: 'TRANSPOSE DEPTHWISE_CONV_2D TRANSPOSE',
    build: conv(3, [5, 6], 6, [3, 3], [5, 6], { group: 3, pads: [1, 1, 1, 1] }),
  },
  {
    what: 'Conv in two groups',
    kinds: 'TRANSPOSE CONV_2D TRANSPOSE',
    build: conv(4, [5, 6], 6, [3, 3], [3, 4], { group: 2 }),
  },
  {
    what: 'Conv of rank 3',
    kinds: 'TRANSPOSE RESHAPE CONV_2D RESHAPE TRANSPOSE',
    build: conv(3, [9], 4, [3], [5], { pads: [1, 1], strides: [2] }),
  },
  {
    what: 'two convolutions, Relu and Clip, no transposition in between',
    kinds: 'TRANSPOSE CONV_2D CONV_2D TRANSPOSE',
    off: 1.5,
    build: (net) => {
      const x = net.input([1, 2, 6, 5], x8);
      const first = net.node('Relu', [net.node('Conv', [x, net.weights([3, 2, 3, 3], [0.01])])]);
      const between = net.requantized(first, { scale: 0.1, zero: -128 });
      const second = net.node('Conv', [between, net.weights([4, 3, 1, 1], [0.004])]);
      const clip = net.node('Clip', [
        second,
        net.constant({ dtype: 'float32', shape: [], values: [0] }),
        net.constant({ dtype: 'float32', shape: [], values: [6] }),
      ]);
      return net.model(clip, [1, 4, 4, 3], { scale: 0.06, zero: 0 });
    },
  },
];

import type { Model } from './onnx-model.ts';
import type { QdqNetwork } from './qdq-network.ts';

/** A small network, and what is due of it. */
export interface OnnxCase {
  readonly what: string;
  /** Operators of the graph, in order. */
  readonly kinds: string;
  /**
   * How far a code may lie from the exact value where one rounding is done: more than 1/2 only where the operators round in
   * between (a QUANTIZE behind), look up a table, or rescale by 8 bits only (XNNPACK's QUANTIZE).
   */
  readonly off?: number;
  readonly build: (net: QdqNetwork) => Model;
}

const x8 = { scale: 0.05, zero: 7 };
const y8 = { scale: 0.2, zero: -11 };
const wide = { scale: 0.9, zero: 4 };
const half = () => 0.5;

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

const one =
  (
    shape: number[],
    out: number[],
    type: string,
    attributes: Record<string, number | string | number[]> = {},
    y = x8,
    rest: (net: QdqNetwork) => string[] = () => [],
  ) =>
  (net: QdqNetwork): Model =>
    net.model(net.node(type, [net.input(shape, x8), ...rest(net)], attributes), out, y);

const two =
  (a: number[], b: number[], out: number[], type: string, y = y8) =>
  (net: QdqNetwork): Model =>
    net.model(net.node(type, [net.input(a, x8), net.input(b, { scale: 0.03, zero: -9 })]), out, y);

export const onnxCases: readonly OnnxCase[] = [
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
  {
    what: 'Transposes of the file cancel ours',
    kinds: 'CONV_2D',
    build: (net) => {
      const x = net.node('Transpose', [net.input([1, 5, 6, 2], x8)], { perm: [0, 3, 1, 2] });
      const y = net.node('Conv', [x, net.weights([3, 2, 3, 3], [0.01, 0.02, 0.015])]);
      return net.model(net.node('Transpose', [y], { perm: [0, 2, 3, 1] }), [1, 3, 4, 3], wide);
    },
  },
  {
    what: 'Flatten between Conv and Gemm goes into the weights',
    kinds: 'TRANSPOSE CONV_2D RESHAPE FULLY_CONNECTED',
    off: 2,
    build: (net) => {
      const x = net.input([1, 2, 4, 5], x8);
      const image = net.requantized(net.node('Conv', [x, net.weights([3, 2, 2, 2], [0.01])]), { scale: 0.15, zero: 3 });
      const flat = net.node('Flatten', [image]);
      return net.model(net.node('Gemm', [flat, net.weights([36, 4], [0.005])]), [1, 4], wide);
    },
  },
  {
    what: "Flatten that leaves the network comes in ONNX's order",
    kinds: 'TRANSPOSE CONV_2D TRANSPOSE RESHAPE',
    build: (net) => {
      const x = net.input([1, 2, 4, 5], x8);
      return net.model(net.node('Flatten', [net.node('Conv', [x, net.weights([3, 2, 2, 2], [0.01])])]), [1, 36], wide);
    },
  },
  {
    what: 'Gemm, transposed, int32 bias with a scale of its own',
    kinds: 'FULLY_CONNECTED',
    build: (net) => {
      const x = net.input([2, 12], x8);
      const codes = net.constant({ dtype: 'int32', shape: [5], values: [900, -700, 0, 123, -456] });
      const scale = net.constant({ dtype: 'float32', shape: [], values: [Math.fround(0.02)] });
      const zero = net.constant({ dtype: 'int32', shape: [], values: [0] });
      const bias = net.node('DequantizeLinear', [codes, scale, zero]);
      return net.model(net.node('Gemm', [x, net.weights([5, 12], [0.01]), bias], { transB: 1 }), [2, 5], y8);
    },
  },
  {
    what: 'MatMul of rank 3 and an Add that is its bias',
    kinds: 'FULLY_CONNECTED',
    build: (net) => {
      const x = net.input([2, 3, 8], x8);
      const product = net.node('MatMul', [x, net.weights([8, 4], [0.01, 0.02, 0.03, 0.015], 1)]);
      return net.model(net.node('Add', [net.floats([4], () => 1.25), product]), [2, 3, 4], y8);
    },
  },
  { what: 'MatMul of two activations', kinds: 'BATCH_MATMUL', build: two([2, 3, 5], [2, 5, 4], [2, 3, 4], 'MatMul') },
  { what: 'Add', kinds: 'ADD', build: two([1, 3, 4, 5], [1, 3, 4, 5], [1, 3, 4, 5], 'Add') },
  { what: 'Add, broadcast', kinds: 'RESHAPE ADD', build: two([1, 3, 4, 5], [3, 1, 1], [1, 3, 4, 5], 'Add') },
  { what: 'Sub', kinds: 'SUB', build: two([2, 3, 4], [2, 3, 4], [2, 3, 4], 'Sub') },
  { what: 'Mul', kinds: 'MUL', build: two([2, 3, 4], [2, 3, 4], [2, 3, 4], 'Mul') },
  { what: 'Max', kinds: 'QUANTIZE QUANTIZE MAXIMUM', off: 0.75, build: two([2, 3, 4], [2, 3, 4], [2, 3, 4], 'Max') },
  { what: 'Min', kinds: 'QUANTIZE QUANTIZE MINIMUM', off: 0.75, build: two([2, 3, 4], [2, 3, 4], [2, 3, 4], 'Min') },
  {
    what: 'Add of a constant along channels, behind Conv',
    kinds: 'TRANSPOSE CONV_2D ADD TRANSPOSE',
    off: 1.5,
    build: (net) => {
      const image = net.requantized(
        net.node('Conv', [net.input([1, 2, 4, 5], x8), net.weights([3, 2, 2, 2], [0.01])]),
        y8,
      );
      const constant = net.weights([1, 3, 1, 1], [0.05]);
      return net.model(net.node('Add', [image, constant]), [1, 3, 3, 4], wide);
    },
  },
  { what: 'Relu by itself', kinds: 'RELU', build: one([2, 3, 4], [2, 3, 4], 'Relu') },
  {
    what: 'Clip by itself',
    kinds: 'QUANTIZE MAXIMUM MINIMUM',
    build: one([2, 3, 4], [2, 3, 4], 'Clip', {}, { scale: 0.07, zero: 3 }, (net) => [
      net.floats([], () => -1.5),
      net.floats([], () => 2.25),
    ]),
  },
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
  {
    what: 'Sigmoid',
    kinds: 'LOGISTIC',
    off: 1,
    build: one([2, 9], [2, 9], 'Sigmoid', {}, { scale: 1 / 256, zero: -128 }),
  },
  { what: 'Tanh', kinds: 'TANH', off: 1, build: one([2, 9], [2, 9], 'Tanh', {}, { scale: 1 / 128, zero: 0 }) },
  {
    what: 'HardSwish',
    kinds: 'HARD_SWISH',
    off: 1,
    build: one([2, 9], [2, 9], 'HardSwish', {}, { scale: 0.06, zero: -100 }),
  },
  {
    what: 'LeakyRelu',
    kinds: 'LEAKY_RELU',
    off: 1,
    build: (net) =>
      net.model(net.node('LeakyRelu', [net.input([2, 9], x8)], {}, { alpha: Math.fround(0.2) }), [2, 9], {
        scale: 0.04,
        zero: 3,
      }),
  },
  { what: 'Elu', kinds: 'ELU', off: 1, build: one([2, 9], [2, 9], 'Elu', {}, { scale: 0.04, zero: 3 }) },
  { what: 'Reshape', kinds: 'RESHAPE', build: one([2, 6, 2], [2, 12], 'Reshape', {}, x8, (net) => [net.ints(0, -1)]) },
  {
    what: 'Squeeze and Unsqueeze',
    kinds: 'RESHAPE RESHAPE',
    build: (net) =>
      net.model(
        net.node('Unsqueeze', [net.node('Squeeze', [net.input([2, 1, 5], x8), net.ints(1)]), net.ints(-1)]),
        [2, 5, 1],
        x8,
      ),
  },
  { what: 'Transpose', kinds: 'TRANSPOSE', build: one([2, 3, 4], [4, 2, 3], 'Transpose', { perm: [2, 0, 1] }) },
  {
    what: 'Pad',
    kinds: 'PAD',
    build: one([1, 2, 3, 3], [1, 2, 5, 6], 'Pad', {}, x8, (net) => [net.ints(0, 0, 1, 2, 0, 0, 1, 1)]),
  },
  {
    what: 'Pad with a number',
    kinds: 'PADV2',
    build: one([2, 3], [2, 5], 'Pad', {}, x8, (net) => [net.ints(0, 1, 0, 1), net.floats([], half)]),
  },
  {
    what: 'Pad, reflected',
    kinds: 'MIRROR_PAD',
    build: one([3, 4], [5, 7], 'Pad', { mode: 'reflect' }, x8, (net) => [net.ints(1, 2, 1, 1)]),
  },
  {
    what: 'Slice',
    kinds: 'SLICE',
    build: one([1, 3, 6, 5], [1, 3, 3, 4], 'Slice', {}, x8, (net) => [
      net.ints(2, -4),
      net.ints(5, 100),
      net.ints(2, 3),
    ]),
  },
  {
    what: 'Slice with steps, one backwards',
    kinds: 'STRIDED_SLICE',
    build: one([5, 7], [5, 4], 'Slice', {}, x8, (net) => [
      net.ints(4, 0),
      net.ints(-100, 7),
      net.ints(0, 1),
      net.ints(-1, 2),
    ]),
  },
  {
    what: 'Split and Concat in other order',
    kinds: 'SLICE SLICE CONCATENATION',
    build: (net) => {
      const [a, b] = net.nodes('Split', [net.input([2, 7], x8), net.ints(3, 4)], 2, { axis: 1 }) as [string, string];
      return net.model(net.node('Concat', [b, a], { axis: 1 }), [2, 7], x8);
    },
  },
  {
    what: 'Concat of several scales and a constant, between convolutions',
    kinds: 'TRANSPOSE CONV_2D CONV_2D QUANTIZE QUANTIZE CONCATENATION TRANSPOSE',
    off: 2,
    build: (net) => {
      const x = net.input([1, 2, 4, 5], x8);
      const a = net.requantized(net.node('Conv', [x, net.weights([3, 2, 1, 1], [0.01])]), y8);
      const b = net.requantized(net.node('Conv', [x, net.weights([2, 2, 1, 1], [0.02])]), { scale: 0.3, zero: 0 });
      return net.model(net.node('Concat', [a, b, net.weights([1, 1, 4, 5], [0.1])], { axis: 1 }), [1, 6, 4, 5], {
        scale: 0.25,
        zero: 1,
      });
    },
  },
  {
    what: 'DepthToSpace',
    kinds: 'TRANSPOSE DEPTH_TO_SPACE TRANSPOSE',
    build: one([1, 8, 2, 3], [1, 2, 4, 6], 'DepthToSpace', { blocksize: 2 }),
  },
  {
    what: 'SpaceToDepth',
    kinds: 'TRANSPOSE SPACE_TO_DEPTH TRANSPOSE',
    build: one([1, 2, 4, 6], [1, 8, 2, 3], 'SpaceToDepth', { blocksize: 2 }),
  },
  {
    what: 'Resize, nearest',
    kinds: 'TRANSPOSE RESIZE_NEAREST_NEIGHBOR TRANSPOSE',
    build: one([1, 3, 2, 3], [1, 3, 4, 9], 'Resize', { mode: 'nearest' }, x8, (net) => ['', '', net.ints(1, 3, 4, 9)]),
  },
  {
    what: 'Resize, linear',
    kinds: 'TRANSPOSE RESIZE_BILINEAR TRANSPOSE',
    off: 1,
    build: one([1, 3, 2, 3], [1, 3, 4, 6], 'Resize', { mode: 'linear' }, x8, (net) => ['', '', net.ints(1, 3, 4, 6)]),
  },
  {
    what: 'Gather',
    kinds: 'GATHER',
    build: one([3, 5], [3, 2, 2], 'Gather', { axis: 1 }, x8, (net) => [
      net.constant({ dtype: 'int64', shape: [2, 2], values: [4, 0, 2, 2] }),
    ]),
  },
  {
    what: 'QuantizeLinear of another scale',
    kinds: 'QUANTIZE',
    build: (net) => net.model(net.node('Identity', [net.input([2, 9], x8)]), [2, 9], y8),
  },
];

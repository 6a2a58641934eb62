import { type OnnxCase, two, wide, x8, y8 } from './case.ts';

/** Products of matrices, and what lies between them and images. */
export const dense: readonly OnnxCase[] = [
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
];

import { type OnnxCase, one, two, wide, x8, y8 } from './case.ts';

/** One element, or two, at a time. */
export const elementwise: readonly OnnxCase[] = [
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
  {
    what: 'QuantizeLinear of another scale',
    kinds: 'QUANTIZE',
    build: (net) => net.model(net.node('Identity', [net.input([2, 9], x8)]), [2, 9], y8),
  },
];

import { filled, type Initializer, type Model, type Node, scalar } from '../onnx-model.ts';

const node = (type: string, inputs: readonly string[], output: string, rest: Partial<Node> = {}): Node => ({
  type,
  inputs,
  outputs: [output],
  ...rest,
});
const own = (type: string, inputs: readonly string[], output: string, rest: Partial<Node> = {}): Node =>
  node(type, inputs, output, { domain: 'qonnx.custom_op.general', ...rest });

const wave = (shape: readonly number[], size = 2): Initializer =>
  filled('float32', shape, (index) => size * Math.sin(1 + index * index));
const ends = (shape: readonly number[]) => ({ dtype: 'float32', shape }) as const;

const constants: Model['constants'] = {
  ...{ s: scalar('float32', 0.25), z: scalar('float32', 0), bits: scalar('float32', 4), wide: scalar('float32', 8) },
  ...{ two: scalar('float32', 2), one: scalar('float32', 1), four: scalar('float32', 4) },
};
const batchNorm = (channels: number): Model['constants'] => ({
  gamma: wave([channels]),
  beta: wave([channels], 1),
  mean: wave([channels], 3),
  variance: filled('float32', [channels], (index) => 1 + index),
});

/** As Brevitas writes a multilayer perceptron of signs. */
const signs: Model = {
  opset: 9,
  inputs: { x: ends([1, 1, 3, 4]) },
  outputs: { y: ends([1, 3]) },
  constants: {
    ...constants,
    ...batchNorm(5),
    w1: wave([5, 12]),
    w2: wave([5, 3]),
    shape: { dtype: 'int64', shape: [2], values: [1, -1] },
  },
  nodes: [
    node('Reshape', ['x', 'shape'], 'flat'),
    node('Mul', ['flat', 'two'], 'twice'),
    node('Sub', ['twice', 'one'], 'centred'),
    own('BipolarQuant', ['centred', 'one'], 'a0'),
    own('BipolarQuant', ['w1', 'one'], 'q1'),
    node('Transpose', ['q1'], 't1', { attributes: { perm: [1, 0] } }),
    node('MatMul', ['a0', 't1'], 'm1'),
    node('BatchNormalization', ['m1', 'gamma', 'beta', 'mean', 'variance'], 'n1'),
    own('BipolarQuant', ['n1', 'one'], 'a1'),
    own('BipolarQuant', ['w2', 'one'], 'q2'),
    node('MatMul', ['a1', 'q2'], 'm2'),
    node('Pow', ['four', 's'], 'root'),
    node('Div', ['m2', 'root'], 'y'),
  ],
};

/** Convolutions of few bits with what stands between them. */
const image: Model = {
  inputs: { x: ends([1, 2, 6, 6]) },
  outputs: { y: ends([1, 4, 1, 1]), counts: ends([1, 4, 3, 3]) },
  constants: {
    ...constants,
    ...batchNorm(4),
    w: wave([4, 2, 3, 3]),
    scales: filled('float32', [4, 1, 1, 1], (index) => 0.25 * 2 ** index),
    bias: wave([4]),
    thresholds: filled('float32', [4, 3], (index) => index - 6),
    window: scalar('float32', 9),
  },
  nodes: [
    own('Quant', ['x', 's', 'z', 'wide'], 'a0', { attributes: { signed: 1, narrow: 0, rounding_mode: 'HALF_UP' } }),
    own('Quant', ['w', 'scales', 'z', 'bits'], 'q', { attributes: { signed: 1, narrow: 1 } }),
    node('Conv', ['a0', 'q', 'bias'], 'c', { attributes: { pads: [1, 1, 1, 1], kernel_shape: [3, 3] } }),
    node('BatchNormalization', ['c', 'gamma', 'beta', 'mean', 'variance'], 'n'),
    node('Relu', ['n'], 'r'),
    own('Quant', ['r', 's', 'z', 'bits'], 'a1', { attributes: { signed: 0 } }),
    node('MaxPool', ['a1'], 'p', { attributes: { kernel_shape: [2, 2], strides: [2, 2] } }),
    node('Add', ['p', 'p'], 'sum'),
    own('IntQuant', ['sum', 's', 'z', 'wide'], 'a2'),
    own('MultiThreshold', ['a2', 'thresholds'], 'counts', { attributes: { out_dtype: 'UINT2' } }),
    node('GlobalAveragePool', ['a2'], 'mean_of'),
    node('Mul', ['mean_of', 'window'], 'total'),
    own('Trunc', ['total', 's', 'z', 'wide', 'bits'], 'y', { attributes: { rounding_mode: 'FLOOR' } }),
  ],
};

/** Small QONNX networks, one file each. */
export const qonnxNetworks: readonly Model[] = [signs, image];

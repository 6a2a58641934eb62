import type { DType, Graph } from '../../host/model/graph.ts';
import { activation, type Elementwise, elementwiseSideBySide } from './graphs.ts';
import { type SignShape, signLayer } from './larq/layers.ts';
import { mergeGraphs } from './merge-graphs.ts';
import { lowBitLayer, lowBitTypes, squareLayer } from './qonnx/layers.ts';
import { Random } from './random.ts';
import { type Layer, sideBySide } from './random-layers.ts';

type Shape = readonly number[];

const SEED = 7;

const window = (stride: number, padding: 'same' | 'valid' = 'same') =>
  ({ padding, strideH: stride, strideW: stride, dilationH: 1, dilationW: 1, activation: 'relu' }) as const;

const conv = (x: Shape, w: Shape, y: Shape, stride = 1): Layer => ({
  ...{ kind: 'CONV_2D', x, w, y },
  options: window(stride),
});

const depthwise = (x: Shape, kernel: Shape, y: Shape, stride = 1): Layer => {
  const [channels = 1, inputs = 1] = [y[3], x[3]];
  const options = { ...window(stride, kernel[1] === 1 ? 'valid' : 'same'), depthMultiplier: channels / inputs };
  return { kind: 'DEPTHWISE_CONV_2D', x, w: [1, ...kernel, channels], y, options };
};

const dense = (inputs: number, outputs: number): Layer => ({
  ...{ kind: 'FULLY_CONNECTED', x: [1, inputs], w: [outputs, inputs], y: [1, outputs] },
  options: { activation: 'none', keepNumDims: false },
});

/** Layers as networks for microcontrollers have them: each name stands for a class of shapes. */
const convolutions: Readonly<Record<string, Layer>> = {
  'conv 3x3 of 3 channels, step 2': conv([1, 32, 32, 3], [8, 3, 3, 3], [1, 16, 16, 8], 2),
  'conv 10x4 of 1 channel, step 2': conv([1, 49, 10, 1], [64, 10, 4, 1], [1, 25, 5, 64], 2),
  'conv 3x3, 16 to 16 channels': conv([1, 16, 16, 16], [16, 3, 3, 16], [1, 16, 16, 16]),
  'conv 3x3, 5 to 7 channels': conv([1, 9, 9, 5], [7, 3, 3, 5], [1, 9, 9, 7]),
  'conv 1x1, 8 to 16 channels': conv([1, 24, 24, 8], [16, 1, 1, 8], [1, 24, 24, 16]),
  'conv 1x1, 64 to 64 channels': conv([1, 25, 5, 64], [64, 1, 1, 64], [1, 25, 5, 64]),
  'conv 1x1, 128 to 128 channels': conv([1, 3, 3, 128], [128, 1, 1, 128], [1, 3, 3, 128]),
  'conv 1x1, 23 to 13 channels': conv([1, 7, 7, 23], [13, 1, 1, 23], [1, 7, 7, 13]),
  'conv 1x1, 16 to 32 channels, step 2': conv([1, 16, 16, 16], [32, 1, 1, 16], [1, 8, 8, 32], 2),
  'conv 3x3, 2 groups of 8 channels': conv([1, 8, 8, 16], [16, 3, 3, 8], [1, 8, 8, 16]),
  'depthwise 3x3, 64 channels': depthwise([1, 25, 5, 64], [3, 3], [1, 25, 5, 64]),
  'depthwise 3x3, 16 channels, step 2': depthwise([1, 24, 24, 16], [3, 3], [1, 12, 12, 16], 2),
  'depthwise 5x5, 9 channels': depthwise([1, 9, 9, 9], [5, 5], [1, 9, 9, 9]),
  'depthwise 9x1, 32 channels': depthwise([1, 20, 1, 32], [9, 1], [1, 12, 1, 32]),
  'depthwise 3x3, 2 for each of 4 channels': depthwise([1, 8, 8, 4], [3, 3], [1, 8, 8, 8]),
  'dense, 128 to 128': dense(128, 128),
  'dense, 640 to 128': dense(640, 128),
  'dense, 33 to 10': dense(33, 10),
};

const pool = (filter: number, stride: number, padding: 'same' | 'valid') =>
  ({ padding, strideH: stride, strideW: stride, filterH: filter, filterW: filter, activation: 'none' }) as const;

/** Operators of one or two inputs of like scale. */
const others: Readonly<Record<string, Elementwise>> = {
  'add, 1024 elements': {
    of: { kind: 'ADD', options: { activation: 'none' } },
    inputs: [activation([1, 8, 8, 16], 0.05), activation([1, 8, 8, 16], 0.06)],
    y: activation([1, 8, 8, 16], 0.05),
  },
  'average pool of 8x8': {
    of: { kind: 'AVERAGE_POOL_2D', options: pool(8, 1, 'valid') },
    inputs: [activation([1, 8, 8, 64], 0.05)],
    y: activation([1, 1, 1, 64], 0.05),
  },
  'average pool of 3x3, step 2': {
    of: { kind: 'AVERAGE_POOL_2D', options: pool(3, 2, 'same') },
    inputs: [activation([1, 9, 9, 8], 0.05)],
    y: activation([1, 5, 5, 8], 0.05),
  },
  'softmax of 12': {
    of: { kind: 'SOFTMAX', options: { beta: 1 } },
    inputs: [activation([1, 12], 0.05)],
    y: activation([1, 12], 1 / 256, -128),
  },
};

/** Binary layers, by what their outputs are. */
const signs: Readonly<Record<string, readonly [SignShape, DType]>> = {
  'binary 1x1, 64 to 64 channels, to signs': [{ size: 8, kernel: 1, channels: 64, filters: 64 }, 'int32'],
  'binary 3x3, 64 to 64 channels, to signs': [{ size: 6, kernel: 3, channels: 64, filters: 64 }, 'int32'],
  'binary 3x3, 128 to 128 channels, to signs': [{ size: 4, kernel: 3, channels: 128, filters: 128 }, 'int32'],
  'binary 3x3, 33 to 40 channels, to signs': [{ size: 6, kernel: 3, channels: 33, filters: 40 }, 'int32'],
  'binary 3x3, 64 to 64 channels, to int8': [{ size: 6, kernel: 3, channels: 64, filters: 64 }, 'int8'],
  'binary 3x3, 64 to 64 channels, to float32': [{ size: 6, kernel: 3, channels: 64, filters: 64 }, 'float32'],
  'binary 3x3, 64 to 8 channels, to int8': [{ size: 6, kernel: 3, channels: 64, filters: 8 }, 'int8'],
};

/** Sums of that many products fill the output's range. */
const fittingScale = (_: Random, taps: number): number => 0.01 * Math.sqrt(taps);

interface ShapeClasses {
  readonly names: readonly string[];
  readonly graph: Graph;
}

/** Networks whose layers are the classes, in the order of their names. */
export const shapeClasses: readonly ShapeClasses[] = [
  { names: Object.keys(convolutions), graph: sideBySide(new Random(SEED), Object.values(convolutions), fittingScale) },
  { names: Object.keys(others), graph: elementwiseSideBySide(Object.values(others)) },
];

/** Binary layers likewise. */
export const signClasses: ShapeClasses = {
  names: Object.keys(signs),
  graph: mergeGraphs(
    'signs',
    Object.values(signs).map(([shape, dtype]) => signLayer(new Random(SEED), shape, dtype)),
  ),
};

const ofFewBits = Object.entries(lowBitTypes).flatMap(([type, bits]) =>
  [1, 3].map(
    (kernel) =>
      [
        `${type} ${kernel}x${kernel}, 64 to 64 channels`,
        squareLayer({ size: 4, kernel, channels: 64, filters: 64, ...bits }),
      ] as const,
  ),
);

/** Sums of few bits likewise, each behind what makes its values. */
export const lowBitClasses: ShapeClasses = {
  names: ofFewBits.flatMap(([name]) => [`values of ${name}`, name]),
  graph: mergeGraphs(
    'few bits',
    ofFewBits.map(([, layer]) => lowBitLayer(new Random(SEED), layer)),
  ),
};

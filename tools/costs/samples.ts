import type { Graph } from '../../host/model/graph.ts';
import { elements } from '../../host/model/shapes.ts';
import { activation, type Elementwise, elementwiseSideBySide } from '../../test/support/graphs.ts';
import { signLayer } from '../../test/support/larq/layers.ts';
import { mergeGraphs } from '../../test/support/merge-graphs.ts';
import type { Random } from '../../test/support/random.ts';
import type { Layer } from '../../test/support/random-layers.ts';

const CHANNELS = [1, 3, 4, 5, 8, 12, 16, 23, 32, 48, 64, 96];
const MOST_MACS = 1_000_000;
const MOST_BYTES = 12_000;

const options = (stride: number, dilation: number) =>
  ({
    padding: 'same',
    ...{ strideH: stride, strideW: stride, dilationH: dilation, dilationW: dilation, activation: 'relu' },
  }) as const;

const draw = (random: Random): Layer => {
  const [inputs, filters] = [random.pick(CHANNELS), random.pick(CHANNELS)];
  const kind = random.pick([
    'CONV_2D',
    'CONV_2D',
    'DEPTHWISE_CONV_2D',
    'DEPTHWISE_CONV_2D',
    'FULLY_CONNECTED',
  ] as const);
  if (kind === 'FULLY_CONNECTED') {
    const [x, w, y] = [
      [1, 5 * inputs],
      [filters, 5 * inputs],
      [1, filters],
    ];
    return { kind, x, w, y, options: { activation: 'none', keepNumDims: false } };
  }
  const extent = () => 3 + random.below(random.pick([4, 10, 22]));
  const stride = random.pick([1, 1, 2]);
  // Seldom what fast kernels leave to the general one.
  const dilation = stride === 1 && random.oneIn(6) ? 2 : 1;
  const multiplier = random.oneIn(6) ? 2 : 1;
  const [h, w] = [extent(), extent()];
  const [outH, outW] = [Math.ceil(h / stride), Math.ceil(w / stride)];
  const kernel = random.pick(
    kind === 'CONV_2D'
      ? [
          [1, 1],
          [1, 1],
          [3, 3],
          [10, 4],
          [5, 5],
        ]
      : [
          [3, 3],
          [3, 3],
          [5, 5],
          [9, 1],
        ],
  );
  if (kind === 'CONV_2D') {
    const groups = random.oneIn(6) && inputs % 2 === 0 && filters % 2 === 0 ? 2 : 1;
    const [x, filter, y] = [
      [1, h, w, inputs],
      [filters, ...kernel, inputs / groups],
      [1, outH, outW, filters],
    ];
    return { kind, x, w: filter, y, options: options(stride, dilation) };
  }
  const [x, filter, y] = [
    [1, h, w, inputs],
    [1, ...kernel, inputs * multiplier],
    [1, outH, outW, inputs * multiplier],
  ];
  return { kind, x, w: filter, y, options: { ...options(stride, dilation), depthMultiplier: multiplier } };
};

/** Layers with the shapes of small networks, none so large that emulating it takes long. */
export const sampleLayer = (random: Random): Layer => {
  const layer = draw(random);
  const macs = (elements(layer.y) * elements(layer.w)) / (layer.w[layer.kind === 'DEPTHWISE_CONV_2D' ? 3 : 0] ?? 1);
  return macs > MOST_MACS || elements(layer.x) + elements(layer.y) > MOST_BYTES ? sampleLayer(random) : layer;
};

const EACH = 20;

/** ADD, AVERAGE_POOL_2D and SOFTMAX of several sizes, side by side. */
export const elementwiseSamples = (random: Random): Graph => {
  const input = (shape: readonly number[]) => activation(shape, 0.04 + random.below(20) / 1000);
  const list = Array.from({ length: EACH }, (): Elementwise[] => {
    const [h, w, channels] = [2 + random.below(9), 2 + random.below(9), random.pick(CHANNELS)];
    const shape = [1, h, w, channels];
    const pool = { padding: 'valid', strideH: 1, strideW: 1, filterH: h, filterW: w, activation: 'none' } as const;
    const small = { padding: 'same', strideH: 2, strideW: 2, filterH: 3, filterW: 3, activation: 'none' } as const;
    const half = [1, Math.ceil(h / 2), Math.ceil(w / 2), channels];
    const classes = [1, 2 + random.below(30)];
    return [
      {
        of: { kind: 'ADD', options: { activation: 'none' } },
        inputs: [input(shape), input(shape)],
        y: activation(shape, 0.05 + random.below(40) / 1000),
      },
      {
        of: { kind: 'AVERAGE_POOL_2D', options: pool },
        inputs: [input(shape)],
        y: activation([1, 1, 1, channels], 0.05),
      },
      { of: { kind: 'AVERAGE_POOL_2D', options: small }, inputs: [input(shape)], y: activation(half, 0.05) },
      {
        of: { kind: 'SOFTMAX', options: { beta: 1 } },
        inputs: [input(classes)],
        y: activation(classes, 1 / 256, -128),
      },
    ];
  });
  return elementwiseSideBySide(list.flat());
};

const SIGN_LAYERS = 40;

/** Binary layers of several sizes and outputs, side by side. */
export const signSamples = (random: Random): Graph =>
  mergeGraphs(
    'signs',
    Array.from({ length: SIGN_LAYERS }, () => {
      const shape = {
        size: 2 + random.below(7),
        kernel: random.pick([1, 3, 3]),
        channels: random.pick([32, 33, 64, 96, 128]),
        filters: random.pick([3, 4, 8, 8, 12, 16, 32, 40, 64, 96, 128]),
      };
      return signLayer(random, shape, random.pick(['int32', 'int32', 'int8', 'float32'] as const));
    }),
  );

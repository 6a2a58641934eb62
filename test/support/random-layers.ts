import type { Graph, Operator, Padding } from '../../host/model/graph.ts';
import { elements, windowOutput } from '../../host/model/shapes.ts';
import { activation, int32s, network } from './graphs.ts';
import type { Random } from './random.ts';

type Draft = Parameters<typeof network>[0][number];

/** One operator with the shapes of its tensors; `-1` stands for the tensor before it. */
export interface Layer {
  readonly kind: 'CONV_2D' | 'DEPTHWISE_CONV_2D' | 'FULLY_CONNECTED';
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly y: readonly number[];
  readonly options: Operator['options'];
}

const byte = (random: Random) => random.below(256);

/** Weights of all sizes; sums of products then fill the range of the output, and leave it now and then. */
const filters = (random: Random, shape: readonly number[], axis: number): Draft => {
  const channels = shape[axis] as number;
  return {
    dtype: 'int8',
    shape,
    quantization: {
      scales: Array.from({ length: channels }, () => 0.002 + random.below(1000) / 1e5),
      zeroPoints: new Array<number>(channels).fill(0),
      axis,
    },
    data: Uint8Array.from({ length: elements(shape) }, () => byte(random)),
  };
};

/** Fits sums of that many products; seldom so small that sums are enlarged: no short rescaling does that. */
const anyScale = (random: Random, taps: number): number =>
  random.oneIn(8) ? 1e-4 : 0.01 * Math.sqrt(taps) * (0.2 + random.below(100) / 50);

/** Layers side by side, each with an input and an output of its own, so that one module tries many. */
export const sideBySide = (random: Random, layers: readonly Layer[], scaleOf = anyScale): Graph => {
  const tensors: Draft[] = [];
  const operators = layers.map(({ kind, x, w, y, options }) => {
    const at = tensors.length;
    const axis = kind === 'DEPTHWISE_CONV_2D' ? 3 : 0;
    const channels = w[axis] as number;
    const taps = elements(w) / channels;
    tensors.push(
      activation(x, 0.02, byte(random) - 128),
      filters(random, w, axis),
      int32s(Array.from({ length: channels }, () => random.below(20_000) - 10_000)),
      activation(y, scaleOf(random, taps), random.oneIn(2) ? -128 : byte(random) - 128),
    );
    return { kind, inputs: [at, at + 1, at + 2], outputs: [at + 3], options } as Omit<Operator, 'index'>;
  });
  const [inputs, outputs] = [0, 3].map((first) => layers.map((_, layer) => 4 * layer + first));
  return network(tensors, operators, inputs, outputs);
};

/** Random shapes, mostly small and odd. */
export const randomLayer = (random: Random, kind: Layer['kind']): Layer => {
  const fused = random.pick(['none', 'relu', 'relu6'] as const);
  const extent = () => 1 + random.below(9);
  const channels = () => random.pick([1, 2, 3, 4, 5, 7, 8, 12, 16]);
  if (kind === 'FULLY_CONNECTED') {
    const [rows, inputs, outputs] = [1 + random.below(6), 1 + random.below(40), extent()];
    const options = { activation: fused, keepNumDims: false };
    return { kind, x: [rows, inputs], w: [outputs, inputs], y: [rows, outputs], options };
  }
  const isPointwise = random.oneIn(3);
  const [h, w] = [extent(), extent()];
  const [kernelH, kernelW] = isPointwise
    ? [1, 1]
    : random.pick([
        [3, 3],
        [extent(), extent()],
        [extent(), 1],
      ]);
  const dilation = random.oneIn(8) ? 2 : 1;
  const padding = random.pick<Exclude<Padding, object>>(['same', 'valid']);
  const [strideH, strideW] = [1 + random.below(3), 1 + random.below(2)];
  const output = (input: number, window: number, stride: number) =>
    Math.max(1, windowOutput(input, window, stride, dilation, padding));
  const [inH, inW] = padding === 'same' ? [h, w] : [h + (kernelH - 1) * dilation, w + (kernelW - 1) * dilation];
  const [outH, outW] = [output(inH, kernelH, strideH), output(inW, kernelW, strideW)];
  const options = { padding, strideH, strideW, dilationH: dilation, dilationW: dilation, activation: fused };
  const batch = random.oneIn(8) ? 2 : 1;
  if (kind === 'CONV_2D') {
    const groups = random.oneIn(8) ? 2 : 1;
    const [c, o] = [groups * channels(), groups * channels()];
    const filter = [o, kernelH, kernelW, c / groups];
    return { kind, x: [batch, inH, inW, c], w: filter, y: [batch, outH, outW, o], options };
  }
  const depthMultiplier = random.oneIn(4) ? 2 : 1;
  const c = channels();
  return {
    kind,
    x: [batch, inH, inW, c],
    w: [1, kernelH, kernelW, c * depthMultiplier],
    y: [batch, outH, outW, c * depthMultiplier],
    options: { ...options, depthMultiplier },
  };
};

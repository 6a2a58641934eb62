import type { Graph } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { type Draft, int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';

/** Sums of few bits: levels of an image of bytes, all as frequent as one another, times whole numbers. */
export interface LowBitLayer {
  /** H, W, C and O. */
  readonly input: readonly [number, number, number];
  readonly output: readonly [number, number, number];
  readonly kernel: readonly [number, number];
  readonly stride: number;
  readonly pad: number;
  /** Least and greatest weight, and none between where they are signs. */
  readonly weights: readonly [number, number];
  readonly areSigns?: boolean;
  /** Least and greatest value, and the one that stands for 0. */
  readonly values: readonly [number, number];
  readonly zero: number;
  /** How many levels the sums become; sums stay where there are none. */
  readonly levels: number;
}

const int8s = (shape: readonly number[], next: (at: number) => number): Draft => ({
  dtype: 'int8',
  shape,
  data: new Uint8Array(Int8Array.from({ length: elements(shape) }, (_, at) => next(at)).buffer),
});

const image = (shape: readonly number[]): Draft => ({
  dtype: 'int8',
  shape: [1, ...shape],
  quantization: { scales: [1], zeroPoints: [0], axis: 0 },
});

const thresholdsOf = (random: Random, { levels, output, kernel, input, weights, values }: LowBitLayer): Draft => {
  const spread = Math.sqrt(kernel[0] * kernel[1] * input[2]) * (values[1] - values[0]) * weights[1];
  const rows = Array.from({ length: output[2] }, () =>
    Array.from(
      { length: levels - 1 },
      (_, at) => Math.round((spread * (at + 1)) / levels - spread / 4) + random.below(3),
    ),
  );
  return int32s(
    rows.flatMap((row) => row.toSorted((a, b) => a - b)),
    [output[2], levels - 1],
  );
};

export const lowBitLayer = (random: Random, layer: LowBitLayer): Graph => {
  const { input, output, kernel, stride, pad, weights, values, zero, levels } = layer;
  const [least, most] = weights;
  const weight = () => (layer.areSigns ? random.pick(weights) : least + random.below(most - least + 1));
  const count = values[1] - values[0];
  const steps = Array.from({ length: count }, (_, at) => Math.round((256 * (at + 1)) / (count + 1)) - 128);
  const window = { padTop: pad, padLeft: pad, strideH: stride, strideW: stride, dilationH: 1, dilationW: 1 };
  const bits = { weightBits: 8, valueBits: 8 };
  const tensors = [
    image(input),
    int32s(steps, [1, count]),
    int8s([1, count + 1], (at) => values[0] + at),
    image(input),
    int8s([output[2], ...kernel, input[2]], weight),
    { dtype: 'int32', shape: [1, ...output] } as const,
  ];
  const operators = [
    { kind: 'QonnxLevels', inputs: [0, 1, 2], outputs: [3], options: { axis: 0 } },
    { kind: 'QonnxSums', inputs: [3, 4], outputs: [5], options: { ...window, ...bits, zero } },
  ] as const;
  if (levels === 0) return network(tensors, operators);
  const quantiser = [thresholdsOf(random, layer), int8s([output[2], levels], (at) => at % levels), image(output)];
  return network(
    [...tensors, ...quantiser],
    [...operators, { kind: 'QonnxLevels', inputs: [5, 6, 7], outputs: [8], options: { axis: 3 } }],
  );
};

/** A square window of step 1 over an image of values from 0 on, as networks of few bits have it. */
export interface LowBitShape extends Pick<LowBitLayer, 'weights' | 'areSigns'> {
  readonly size: number;
  readonly kernel: number;
  readonly channels: number;
  readonly filters: number;
  /** Of values before and behind. */
  readonly bits: number;
}

export const squareLayer = ({ size, kernel, channels, filters, bits, ...rest }: LowBitShape): LowBitLayer => ({
  ...{ input: [size, size, channels], output: [size, size, filters], kernel: [kernel, kernel] },
  ...{ stride: 1, pad: (kernel - 1) >> 1, values: [0, 2 ** bits - 1], zero: 0, levels: 2 ** bits },
  ...rest,
});

/** What weights and values of few bits can be: weights × bits of values. */
export const lowBitTypes = {
  '1×2': { weights: [-1, 1], areSigns: true, bits: 2 },
  'T×1': { weights: [-1, 1], bits: 1 },
  'T×2': { weights: [-1, 1], bits: 2 },
  '2×2': { weights: [-2, 1], bits: 2 },
  '4×4': { weights: [-7, 7], bits: 4 },
} satisfies Readonly<Record<string, Pick<LowBitShape, 'weights' | 'areSigns' | 'bits'>>>;

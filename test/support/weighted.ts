import type { DType } from '../../host/model/graph.ts';
import { elements, tensorBytes } from '../../host/model/shapes.ts';
import type { Draft } from './drafts.ts';
import type { Random } from './random.ts';
import { between, quantized } from './random-drafts.ts';

/** Types of activations and weights, and the types that a bias may then have. */
export interface WeightedTypes {
  /** As the given cases name them. */
  readonly dtype: string;
  readonly x: 'int8' | 'int16';
  readonly w: 'int8' | 'int4';
  readonly biases: readonly DType[];
}

export const int8: WeightedTypes = { dtype: 'int8', x: 'int8', w: 'int8', biases: ['int32'] };
export const int4: WeightedTypes = { dtype: 'int4', x: 'int8', w: 'int4', biases: ['int32'] };
export const int16x8 = (...biases: readonly DType[]): WeightedTypes => ({
  dtype: 'int16x8',
  x: 'int16',
  w: 'int8',
  biases,
});

export interface WeightedShapes {
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly y: readonly number[];
  /** Of the filter, along which its channels lie. */
  readonly axis: number;
  /** Products of an output. */
  readonly taps: number;
  readonly hasOneScale: boolean;
}

const activationOf = (random: Random, dtype: 'int8' | 'int16', shape: readonly number[], scale: number): Draft =>
  quantized(random, shape, scale, dtype === 'int16' ? 0 : undefined, dtype);

/** Root mean squares of uniform elements, and about half of the range. */
const spread = { int4: 4.6, int8: 74, int16: 18_900 } as const;

const bytes = (random: Random, count: number): Uint8Array => Uint8Array.from({ length: count }, () => random.next());

const integers = (dtype: DType, values: readonly number[]): Uint8Array => {
  if (dtype === 'int64') return new Uint8Array(BigInt64Array.from(values, (value) => BigInt(value)).buffer);
  return new Uint8Array((dtype === 'int16' ? Int16Array : Int32Array).from(values).buffer);
};

/** How much of the output's range sums fill: about all, a little, much more; or sums are enlarged, to be rescaled by more than 1. */
const styles = ['fitting', 'fitting', 'fitting', 'faint', 'saturated', 'enlarged'] as const;

/**
 * Input, weights, output, and a bias now and then, scaled so that outputs are told apart, mostly; channels may be too small to
 * matter.
 */
export const weightedDrafts = (
  random: Random,
  { x: dtype, w: weightType, biases }: WeightedTypes,
  { x, w, y, axis, taps, hasOneScale }: WeightedShapes,
): { readonly x: Draft; readonly w: Draft; readonly y: Draft; readonly bias: Draft | undefined } => {
  const channels = w[axis] as number;
  const nScales = hasOneScale ? 1 : channels;
  const scaleX = Math.fround(between(random, 1e-4, 0.1));
  const base = between(random, 1e-3, 0.05);
  const scales = Array.from({ length: nScales }, () =>
    Math.fround(nScales > 1 && random.oneIn(16) ? base * 1e-12 : base * between(random, 0.3, 1)),
  );
  const sum = Math.max(1, Math.sqrt(taps)) * spread[dtype] * spread[weightType];
  const style = random.pick(styles);
  const range = spread[dtype] * { fitting: between(random, 0.3, 3), faint: 0.01, saturated: 40, enlarged: 1 }[style];
  const ratio = style === 'enlarged' ? between(random, 0.2, 100) : Math.min(100, range / sum);
  const biasType = random.pick([...biases, undefined]);
  const largest =
    biasType === 'int16' ? 2 ** 15 : biasType === 'int64' && random.oneIn(4) ? 2 ** 42 : Math.min(sum, 2 ** 28);
  const biasScale = Math.fround(scaleX * (scales[0] as number));
  return {
    x: activationOf(random, dtype, x, scaleX),
    w: {
      dtype: weightType,
      shape: w,
      quantization: { scales, zeroPoints: scales.map(() => 0), axis },
      data: bytes(random, tensorBytes({ dtype: weightType, shape: w })),
    },
    y: activationOf(random, dtype, y, (scaleX * base) / ratio),
    bias: biasType && {
      dtype: biasType,
      shape: [channels],
      ...(nScales === 1 && { quantization: { scales: [biasScale], zeroPoints: [0], axis: 0 } }),
      data: integers(
        biasType,
        Array.from({ length: channels }, () => Math.round((random.below(2 ** 20) / 2 ** 19 - 1) * (largest - 1))),
      ),
    },
  };
};

/** Not much more of anything than a network keeps small for a test. */
export const isSmall = (...shapes: readonly (readonly number[])[]): boolean =>
  shapes.every((shape) => elements(shape) <= 2500);

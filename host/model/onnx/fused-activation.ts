import type { Activation } from '../graph.ts';
import type { Affine } from './values.ts';

/** Least and greatest real value of a result; infinite where nothing clamps. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export const unbounded: Bounds = { low: -Infinity, high: Infinity };

/** Clamped to one, then to the other. */
export const within = (inner: Bounds, outer: Bounds): Bounds => ({
  low: Math.min(Math.max(inner.low, outer.low), outer.high),
  high: Math.max(Math.min(inner.high, outer.high), outer.low),
});

const activations: readonly (readonly [Activation, Bounds])[] = [
  ['none', unbounded],
  ['relu', { low: 0, high: Infinity }],
  ['relu6', { low: 0, high: 6 }],
  ['relu_n1_to_1', { low: -1, high: 1 }],
];

const codeRange = (dtype: string): readonly [number, number] => (dtype === 'int16' ? [-32768, 32767] : [-128, 127]);

/** Codes of the bounds (kernels/kernel_util.cc, CalculateActivationRangeQuantized). */
export const codesOfBounds = (
  { low, high }: Bounds,
  { scale, zeroPoint }: Affine,
  dtype: string,
): readonly [number, number] => {
  const [least, most] = codeRange(dtype);
  const code = (real: number) => Math.max(least, Math.min(most, roundAway(Math.fround(real / scale)) + zeroPoint));
  return [code(low), code(high)];
};

/** To the nearest whole number, halves away from 0. */
export const roundAway = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** The fused activation that clamps codes of this scale to the bounds, or undefined. What codes cannot exceed needs none. */
export const fusedActivation = (bounds: Bounds, affine: Affine, dtype: string): Activation | undefined => {
  const [low, high] = codesOfBounds(bounds, affine, dtype);
  return activations.find(([, candidate]) => {
    const codes = codesOfBounds(candidate, affine, dtype);
    return codes[0] === low && codes[1] === high;
  })?.[0];
};

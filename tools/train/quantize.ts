import type { Affine } from '../../host/compile/quantize.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** To nearest, ties away from zero: TfLiteRound (tensorflow/lite/kernels/internal/cppmath.h). */
export const round = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * All of int8 over the range, widened to contain 0, which the zero point has to stand for exactly: SAME pads with it. Scales are
 * float32 as in the model file, so that what is quantised here is what a reader multiplies by.
 */
export const activationQuantization = ({ min, max }: Range): Affine => {
  const low = Math.min(min, 0);
  const scale = Math.fround((Math.max(max, 0) - low) / 255);
  return { scale, zero: within(round(-128 - low / scale), -128, 127) };
};

/** Symmetric over -127..127, TFLite's quantisation specification; weights that are all 0 take any scale. */
export const weightScale = (weights: Iterable<number>): number => {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  return largest === 0 ? 1 : Math.fround(largest / 127);
};

export const quantizeWeight = (weight: number, scale: number): number => within(round(weight / scale), -127, 127);

export const quantizeBias = (bias: number, scale: number): number =>
  within(round(bias / scale), -(2 ** 31), 2 ** 31 - 1);

/** A pixel 0..255 stands for 0..1 in the float network, and its int8 is itself minus 128. */
export const PIXEL = activationQuantization({ min: 0, max: 1 });

import type { Engine } from '../engine/engine.ts';
import { type Shape, sizeOf } from '../layers/layer.ts';
import type { BatchLayer } from './layer.ts';

/** Added to variances. */
export const EPSILON = 2 ** -10;
/** Share of the old in moving statistics. */
const MOMENTUM = 0.95;

export interface BatchNormLayer extends BatchLayer {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  /** Moving, as outside of training. */
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** (x - mean) / √(variance + ε) · gamma + beta, channel by channel; statistics of the batch in training (Ioffe and Szegedy, 2015). */
export const batchNorm = (engine: Engine, shape: Shape): BatchNormLayer => {
  const channels = shape[2];
  const [gamma, variance] = [new Float32Array(channels).fill(1), new Float32Array(channels).fill(1)];
  const [beta, mean] = [new Float32Array(channels), new Float32Array(channels)];
  const [gammaGradient, betaGradient] = [new Float32Array(channels), new Float32Array(channels)];
  const [first, second] = [engine.doubles(channels), engine.doubles(channels)];
  const factors = engine.floats(3 * channels);
  /** Of the last batch. */
  const [centre, inverse] = [new Float64Array(channels), new Float64Array(channels)];
  const rowsOf = (count: number) => (count * sizeOf(shape)) / channels;

  /** What each channel's values are multiplied by, those of the other operand, and what is added. */
  const setFactors = (channel: number, own: number, other: number, added: number): void => {
    factors[channel] = own;
    factors[channels + channel] = other;
    factors[2 * channels + channel] = added;
  };
  const measure = (input: Float32Array, rows: number): void => {
    engine.moments(first, second, input, input, rows);
    for (let c = 0; c < channels; c++) {
      const average = (first[c] as number) / rows;
      const spread = Math.max((second[c] as number) / rows - average * average, 0);
      centre[c] = average;
      inverse[c] = 1 / Math.sqrt(spread + EPSILON);
      mean[c] = MOMENTUM * (mean[c] as number) + (1 - MOMENTUM) * average;
      variance[c] = MOMENTUM * (variance[c] as number) + (1 - MOMENTUM) * spread;
    }
  };
  const recall = (): void => {
    for (let c = 0; c < channels; c++) {
      centre[c] = mean[c] as number;
      inverse[c] = 1 / Math.sqrt((variance[c] as number) + EPSILON);
    }
  };

  return {
    outputShape: shape,
    trained: [
      { values: gamma, gradient: gammaGradient },
      { values: beta, gradient: betaGradient },
    ],
    kept: [mean, variance],
    ...{ gamma, beta, mean, variance },
    forward(input, output, count, isTraining) {
      const rows = rowsOf(count);
      if (isTraining) measure(input, rows);
      else recall();
      for (let c = 0; c < channels; c++) {
        const factor = (gamma[c] as number) * (inverse[c] as number);
        setFactors(c, factor, 0, (beta[c] as number) - (centre[c] as number) * factor);
      }
      engine.blend(output, input, input, factors, rows);
    },
    backward(input, outputGradient, inputGradient, count) {
      const rows = rowsOf(count);
      engine.moments(first, second, outputGradient, input, rows);
      for (let c = 0; c < channels; c++) {
        const [sum, average, scale] = [first[c] as number, centre[c] as number, inverse[c] as number];
        const product = ((second[c] as number) - average * sum) * scale;
        betaGradient[c] = sum;
        gammaGradient[c] = product;
        const factor = (gamma[c] as number) * scale;
        const other = (-factor * product * scale) / rows;
        setFactors(c, factor, other, (-factor * sum) / rows - other * average);
      }
      if (inputGradient) engine.blend(inputGradient, outputGradient, input, factors, rows);
    },
  };
};

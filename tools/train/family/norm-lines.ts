import { type BatchNormLayer, EPSILON } from '../batch/batch-norm.ts';

/** A batch normalisation outside of training: factor · x + offset. */
export interface Line {
  readonly factor: number;
  readonly offset: number;
}

/** Of each channel. */
export const linesOf = ({ gamma, beta, mean, variance }: BatchNormLayer): Line[] =>
  Array.from(gamma, (scale, channel) => {
    const factor = scale / Math.sqrt((variance[channel] as number) + EPSILON);
    return { factor, offset: (beta[channel] as number) - (mean[channel] as number) * factor };
  });

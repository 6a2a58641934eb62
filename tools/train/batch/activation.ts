import { type Shape, sizeOf } from '../layers/layer.ts';
import type { ActivationQuantizer } from '../quantizers/activations.ts';
import type { BatchLayer } from './layer.ts';

/** A function of each value by itself. */
export const activation = (shape: Shape, { of, passes }: ActivationQuantizer): BatchLayer => {
  const size = sizeOf(shape);
  return {
    outputShape: shape,
    trained: [],
    kept: [],
    forward(input, output, count) {
      for (let at = 0; at < count * size; at++) output[at] = of(input[at] as number);
    },
    backward(input, outputGradient, inputGradient, count) {
      if (inputGradient === undefined) return;
      for (let at = 0; at < count * size; at++)
        inputGradient[at] = passes(input[at] as number) ? (outputGradient[at] as number) : 0;
    },
  };
};

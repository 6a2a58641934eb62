import { type Engine, matrix, transposed } from '../engine/engine.ts';
import { type Shape, sizeOf } from '../layers/layer.ts';
import type { WeightQuantizer } from '../quantizers/weights.ts';
import type { WeightedLayer } from './conv.ts';
import { layerWeights } from './weights.ts';

export interface DenseLayer extends WeightedLayer {
  readonly bias: Float32Array;
}

/** Fully connected; an image is one vector, weights [inputs, outputs]. */
export const dense = (
  engine: Engine,
  inputShape: Shape,
  outputs: number,
  quantizer: WeightQuantizer | undefined,
): DenseLayer => {
  const inputs = sizeOf(inputShape);
  const weights = layerWeights(engine, inputs, outputs, quantizer);
  const [bias, biasGradient] = [new Float32Array(outputs), new Float32Array(outputs)];
  return {
    outputShape: [1, 1, outputs],
    weights,
    bias,
    trained: [weights.trained, { values: bias, gradient: biasGradient }],
    kept: [],
    forward(input, output, count) {
      for (let at = 0; at < count * outputs; at += outputs) output.set(bias, at);
      weights.refresh();
      const filter = matrix(weights.used, outputs);
      engine.product(output, matrix(input, inputs), filter, {
        rows: count,
        columns: outputs,
        depth: inputs,
        adds: true,
      });
    },
    backward(input, outputGradient, inputGradient, count) {
      const { gradient } = weights.trained;
      const slopes = matrix(outputGradient, outputs);
      biasGradient.fill(0);
      for (let at = 0; at < count * outputs; at++)
        biasGradient[at % outputs] = (biasGradient[at % outputs] as number) + (outputGradient[at] as number);
      engine.product(gradient, transposed(matrix(input, inputs)), slopes, {
        rows: inputs,
        columns: outputs,
        depth: count,
      });
      weights.passGradient();
      if (inputGradient === undefined) return;
      const filter = transposed(matrix(weights.used, outputs));
      engine.product(inputGradient, slopes, filter, { rows: count, columns: inputs, depth: outputs });
    },
  };
};

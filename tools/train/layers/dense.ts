import { addProduct, transpose } from '../matmul.ts';
import { addBiasGradient, applyRelu, type Layer, newParameter, type Shape, sizeOf } from './layer.ts';

export interface DenseLayer extends Layer {
  readonly kind: 'dense';
}

/** Fully connected; the input is taken as one vector; filter [outputs, inputs]. */
export const dense = (inputShape: Shape, outputs: number, { relu = true }: { relu?: boolean } = {}): DenseLayer => {
  const inputs = sizeOf(inputShape);
  const filter = newParameter('filter', outputs * inputs, inputs);
  const bias = newParameter('bias', outputs, inputs);
  const filterTransposed = new Float64Array(filter.values.length);
  return {
    kind: 'dense',
    relu,
    outputShape: [1, 1, outputs],
    parameters: [filter, bias],
    macs: inputs * outputs,
    forward([vector = bias.values], output) {
      output.set(bias.values);
      addProduct(output, vector, filter.values, 1, outputs, inputs);
      if (relu) applyRelu(output);
    },
    backward([vector = bias.values], outputGradient, [vectorGradient]) {
      addBiasGradient(bias, outputGradient);
      addProduct(filter.gradient, outputGradient, vector, outputs, inputs, 1);
      if (vectorGradient === undefined) return;
      transpose(filterTransposed, filter.values, outputs, inputs);
      addProduct(vectorGradient, outputGradient, filterTransposed, 1, inputs, outputs);
    },
  };
};

import { applyRelu, type Layer, type Shape } from './layer.ts';

export interface AddLayer extends Layer {
  readonly kind: 'add';
}

/** Element by element; both inputs have the shape of the output. */
export const add = (shape: Shape, { relu = true }: { relu?: boolean } = {}): AddLayer => ({
  kind: 'add',
  relu,
  outputShape: shape,
  parameters: [],
  macs: 0,
  forward([left = new Float64Array(), right = new Float64Array()], output) {
    for (let i = 0; i < output.length; i++) output[i] = (left[i] as number) + (right[i] as number);
    if (relu) applyRelu(output);
  },
  backward(_inputs, outputGradient, inputGradients) {
    for (const gradient of inputGradients) {
      if (gradient === undefined) continue;
      for (let i = 0; i < outputGradient.length; i++) {
        gradient[i] = (gradient[i] as number) + (outputGradient[i] as number);
      }
    }
  },
});

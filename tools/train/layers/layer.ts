/** Height, width, channels of one image's activations; a vector is 1 x 1 x C. */
export type Shape = readonly [height: number, width: number, channels: number];

/** Trained numbers and the sum of their gradients over a batch. */
export interface Parameter {
  readonly name: 'filter' | 'bias';
  readonly values: Float64Array;
  readonly gradient: Float64Array;
  /** Products that one output sums: what He's initial variance 2 / fanIn counts. */
  readonly fanIn: number;
}

/** One operator on one image. Arrays are NHWC with N = 1. */
export interface Layer {
  readonly kind: 'conv' | 'depthwise' | 'dense' | 'add' | 'averagePool';
  readonly outputShape: Shape;
  readonly parameters: readonly Parameter[];
  readonly relu: boolean;
  /** Multiply-accumulates of one image, padding counted. */
  readonly macs: number;
  /** Writes every element of `output`. */
  forward(inputs: readonly Float64Array[], output: Float64Array): void;
  /** Adds to `inputGradients` (undefined: not wanted) and to the parameters' gradients; called after `forward` of the same image. */
  backward(
    inputs: readonly Float64Array[],
    outputGradient: Float64Array,
    inputGradients: readonly (Float64Array | undefined)[],
  ): void;
}

export const sizeOf = ([height, width, channels]: Shape): number => height * width * channels;

export const newParameter = (name: Parameter['name'], length: number, fanIn: number): Parameter => ({
  name,
  values: new Float64Array(length),
  gradient: new Float64Array(length),
  fanIn,
});

export const applyRelu = (output: Float64Array): void => {
  for (let i = 0; i < output.length; i++) if ((output[i] as number) < 0) output[i] = 0;
};

/** Fills `output` with one bias per channel, so that products can be added to it. */
export const fillBias = (output: Float64Array, bias: Float64Array): void => {
  for (let at = 0; at < output.length; at += bias.length) output.set(bias, at);
};

export const addBiasGradient = (bias: Parameter, outputGradient: Float64Array): void => {
  const { gradient } = bias;
  for (let at = 0; at < outputGradient.length; at += gradient.length) {
    for (let c = 0; c < gradient.length; c++) {
      gradient[c] = (gradient[c] as number) + (outputGradient[at + c] as number);
    }
  }
};

/** Window placement of TensorFlow's SAME: the odd element of padding goes after. */
export const samePadding = (extent: number, kernel: number, stride: number): { out: number; before: number } => {
  const out = Math.ceil(extent / stride);
  return { out, before: Math.floor(Math.max((out - 1) * stride + kernel - extent, 0) / 2) };
};

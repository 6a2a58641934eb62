import { type Layer, type Shape, sizeOf } from './layers/layer.ts';
import type { Random } from './random.ts';
import type { Reals } from './reals.ts';

/** A layer and the values it reads: 0 is the image, i + 1 the output of node i. */
export interface Node<L extends Layer = Layer> {
  readonly layer: L;
  readonly inputs: readonly number[];
}

/** A float network whose last value is the logits, with the buffers of one image. */
export interface Network<L extends Layer = Layer> {
  readonly inputShape: Shape;
  readonly nodes: readonly Node<L>[];
  /** Runs one image and returns all values, overwritten by the next call. */
  forward(image: Float64Array): readonly Float64Array[];
  /** Forward and backward; adds to all parameters' gradients and returns the cross-entropy. */
  learn(image: Float64Array, label: number): number;
}

export const buildNetwork = <L extends Layer>(inputShape: Shape, nodes: readonly Node<L>[]): Network<L> => {
  const values = [
    new Float64Array(sizeOf(inputShape)),
    ...nodes.map(({ layer }) => new Float64Array(sizeOf(layer.outputShape))),
  ];
  const gradients = values.map((value, i) => (i === 0 ? undefined : new Float64Array(value.length)));
  const wires = nodes.map(({ layer, inputs }, i) => ({
    layer,
    inputs: inputs.map((input) => values[input] as Float64Array),
    output: values[i + 1] as Float64Array,
    outputGradient: gradients[i + 1] as Float64Array,
    inputGradients: inputs.map((input) => gradients[input]),
  }));
  const backwards = wires.toReversed();
  const logits = values.at(-1) as Float64Array;
  const logitGradient = gradients.at(-1) as Float64Array;
  const forward = (image: Float64Array) => {
    values[0]?.set(image);
    for (const { layer, inputs, output } of wires) layer.forward(inputs, output);
    return values;
  };
  return {
    inputShape,
    nodes,
    forward,
    learn(image, label) {
      forward(image);
      for (const gradient of gradients) gradient?.fill(0);
      const loss = crossEntropy(logits, label, logitGradient);
      for (const { layer, inputs, output, outputGradient, inputGradients } of backwards) {
        if (layer.relu) maskByRelu(outputGradient, output);
        layer.backward(inputs, outputGradient, inputGradients);
      }
      return loss;
    },
  };
};

const maskByRelu = (gradient: Float64Array, output: Float64Array): void => {
  for (let i = 0; i < gradient.length; i++) if ((output[i] as number) <= 0) gradient[i] = 0;
};

/** -log softmax(logits)[label]; its gradient, softmax minus one-hot, goes to `gradient`. */
export const crossEntropy = (logits: Reals, label: number, gradient: Reals): number => {
  const largest = Math.max(...logits);
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - largest);
  for (let i = 0; i < logits.length; i++) {
    gradient[i] = Math.exp((logits[i] as number) - largest) / total - (i === label ? 1 : 0);
  }
  return Math.log(total) + (largest - (logits[label] as number));
};

/** He et al., 2015: variance 2 / fanIn before a ReLU, biases zero. */
export const initialize = (network: Network, random: Random): void => {
  for (const { layer } of network.nodes) {
    for (const { name, values, fanIn } of layer.parameters) {
      const deviation = name === 'bias' ? 0 : Math.sqrt((layer.relu ? 2 : 1) / fanIn);
      for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
    }
  }
};

export const parametersOf = (network: Network) => network.nodes.flatMap(({ layer }) => layer.parameters);

export const indexOfLargest = (values: ArrayLike<number>): number => {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
};

import type { Affine } from '../../host/compile/quantize.ts';
import type { Activation, Graph, OperatorOf } from '../../host/model/graph.ts';
import { elements } from '../../host/model/shapes.ts';
import type { FashionLayer } from './fashion.ts';
import { GraphBuilder } from './graph-builder.ts';
import { sizeOf } from './layers/layer.ts';
import type { Network } from './network.ts';
import { activationQuantization, PIXEL, type Range } from './quantize.ts';
import { type ParametricLayer, quantizeParameters } from './quantize-parameters.ts';

/** What TFLite's quantisation specification fixes for the output of an int8 SOFTMAX. */
const PROBABILITY: Affine = { scale: 1 / 256, zero: -128 };

/** The int8 network of a float one, whose values have the `ranges`; classes come out as probabilities. */
export const quantizeNetwork = (name: string, network: Network<FashionLayer>, ranges: readonly Range[]): Graph => {
  const graph = new GraphBuilder();
  const image = graph.activation('image', [1, ...network.inputShape], PIXEL);
  const values = [image];
  network.nodes.forEach(({ layer, inputs }, node) => {
    values.push(
      emit[layer.kind]({
        graph,
        label: `${layer.kind}_${node}`,
        layer: layer as never,
        inputs: inputs.map((value) => values[value] as number),
        output: activationQuantization(ranges[node + 1] as Range),
      }),
    );
  });
  const logits = values.at(-1) as number;
  const classes = sizeOf((network.nodes.at(-1) as (typeof network.nodes)[number]).layer.outputShape);
  const probabilities = graph.activation('probabilities', [1, classes], PROBABILITY);
  graph.operator({ kind: 'SOFTMAX', inputs: [logits], outputs: [probabilities], options: { beta: 1 } });
  return graph.finish(name, [image], [probabilities]);
};

interface Step<L> {
  readonly graph: GraphBuilder;
  readonly label: string;
  readonly layer: L;
  /** Tensors. */
  readonly inputs: readonly number[];
  /** Quantisation of what the layer computes. */
  readonly output: Affine;
}

/** Filter and bias as constants: an operator's inputs behind `x`. */
const addParameters = (
  { graph, label, layer }: Step<ParametricLayer>,
  x: number,
  filterShape: readonly number[],
): number[] => {
  const { filter, filterQuantization, bias, biasQuantization } = quantizeParameters(layer, graph.affineOf(x).scale);
  return [
    graph.constant(`${label}/filter`, filterShape, filter, filterQuantization),
    graph.constant(`${label}/bias`, [bias.length], bias, biasQuantization),
  ];
};

const activation = (isRelu: boolean): Activation => (isRelu ? 'relu' : 'none');

const windowOptions = (stride: number, isRelu: boolean): OperatorOf<'CONV_2D'>['options'] => ({
  padding: 'same',
  strideH: stride,
  strideW: stride,
  dilationH: 1,
  dilationW: 1,
  activation: activation(isRelu),
});

/** Adds the operators of one layer; gives the tensor of its values. */
const emit: { [K in FashionLayer['kind']]: (step: Step<Extract<FashionLayer, { kind: K }>>) => number } = {
  conv: (step) => {
    const { graph, label, layer, inputs, output } = step;
    const { kernel, stride, relu, outputShape } = layer;
    const [x = -1] = inputs;
    const [, , channels = 1] = graph.shapeOf(x).slice(1);
    const parameters = addParameters(step, x, [outputShape[2], kernel, kernel, channels]);
    const y = graph.activation(label, [1, ...outputShape], output);
    graph.operator({
      kind: 'CONV_2D',
      inputs: [x, ...parameters],
      outputs: [y],
      options: windowOptions(stride, relu),
    });
    return y;
  },
  depthwise: (step) => {
    const { graph, label, layer, inputs, output } = step;
    const { kernel, stride, relu, outputShape } = layer;
    const [x = -1] = inputs;
    const parameters = addParameters(step, x, [1, kernel, kernel, outputShape[2]]);
    const y = graph.activation(label, [1, ...outputShape], output);
    graph.operator({
      kind: 'DEPTHWISE_CONV_2D',
      inputs: [x, ...parameters],
      outputs: [y],
      options: { ...windowOptions(stride, relu), depthMultiplier: 1 },
    });
    return y;
  },
  add: ({ graph, label, layer, inputs, output }) => {
    const y = graph.activation(label, [1, ...layer.outputShape], output);
    graph.operator({ kind: 'ADD', inputs, outputs: [y], options: { activation: activation(layer.relu) } });
    return y;
  },
  // A mean needs no scale of its own, and TFLite allows it none.
  averagePool: ({ graph, label, layer: { window, outputShape }, inputs }) => {
    const [x = -1] = inputs;
    const y = graph.activation(label, [1, ...outputShape], graph.affineOf(x));
    graph.operator({
      kind: 'AVERAGE_POOL_2D',
      inputs,
      outputs: [y],
      options: {
        padding: 'valid',
        strideH: window,
        strideW: window,
        filterH: window,
        filterW: window,
        activation: 'none',
      },
    });
    return y;
  },
  dense: (step) => {
    const { graph, label, layer, inputs, output } = step;
    const [x = -1] = inputs;
    const columns = elements(graph.shapeOf(x));
    const [, , outputs] = layer.outputShape;
    const flat = graph.activation(`${label}/flat`, [1, columns], graph.affineOf(x));
    const shape = graph.constant(`${label}/shape`, [2], Int32Array.of(1, columns));
    graph.operator({ kind: 'RESHAPE', inputs: [x, shape], outputs: [flat], options: {} });
    const parameters = addParameters(step, flat, [outputs, columns]);
    const y = graph.activation(label, [1, outputs], output);
    graph.operator({
      kind: 'FULLY_CONNECTED',
      inputs: [flat, ...parameters],
      outputs: [y],
      options: { activation: activation(layer.relu), keepNumDims: false },
    });
    return y;
  },
};

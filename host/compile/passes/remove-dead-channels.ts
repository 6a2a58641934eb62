import type { Graph, Operator, Tensor } from '../../model/graph.ts';
import { operandsOf } from '../../model/operands.ts';
import { channelsOf } from '../channels/channels-of.ts';
import { ruleOf } from '../channels/index.ts';
import { kept } from '../channels/links.ts';
import type { Channels } from '../channels/spec.ts';
import type { PassSpec } from './spec.ts';

const isWhole = (channels: Channels, tensor: Tensor): boolean =>
  kept(channels, tensor).length === channels.count(tensor);

const withChannels = (channels: Channels, tensor: Tensor): Tensor => {
  if (isWhole(channels, tensor)) return tensor;
  const stay = kept(channels, tensor);
  return { ...tensor, shape: tensor.shape.with(-1, stay.length), channels: stay };
};

/**
 * Channels that are constant whatever the input, and channels that nothing weighs, go with the filters that make them; what a
 * constant adds to later sums moves into their biases.
 */
const apply = (graph: Graph): Graph => {
  const channels = channelsOf(graph);
  const made = new Set(graph.operators.flatMap(({ outputs }) => outputs));
  const tensors = graph.tensors.map((tensor) => (made.has(tensor.id) ? withChannels(channels, tensor) : tensor));
  const operators = graph.operators.map((operator): Operator => {
    const operands = operandsOf(graph, operator);
    const { inputs: given, outputs: results } = operands;
    if ([...given, ...results].every((tensor) => !tensor || isWhole(channels, tensor))) return operator;
    const inputs = [...operator.inputs];
    ruleOf(operator, operands)
      .constants?.(operator, operands, channels)
      .forEach((constant, index) => {
        if (!constant) return;
        inputs[index] = tensors.length;
        tensors.push({ ...constant, id: tensors.length });
      });
    return { ...operator, inputs };
  });
  return { ...graph, tensors, operators };
};

export default {
  name: 'remove-dead-channels',
  title: 'channels that are constant or unused go, with their filters',
  apply,
} satisfies PassSpec;

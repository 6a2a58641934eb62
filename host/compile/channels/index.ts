import type { Operator, OperatorKind, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import add from './add.ts';
import conv2d from './conv-2d.ts';
import depthwiseConv2d from './depthwise-conv-2d.ts';
import fullyConnected from './fully-connected.ts';
import { opaque } from './opaque.ts';
import pad from './pad.ts';
import pool2d from './pool-2d.ts';
import reshape from './reshape.ts';
import type { ChannelRule } from './spec.ts';

const rules: { readonly [K in OperatorKind]?: ChannelRule<K> } = {
  CONV_2D: conv2d,
  DEPTHWISE_CONV_2D: depthwiseConv2d,
  FULLY_CONNECTED: fullyConnected,
  ADD: add,
  SUB: add,
  AVERAGE_POOL_2D: pool2d,
  MAX_POOL_2D: pool2d,
  PAD: pad,
  RESHAPE: reshape,
};

const isInt8 = (tensor: Tensor | undefined): boolean => tensor?.dtype === 'int8';
/** Biases and shapes are wider. */
const isIndex = (tensor: Tensor | undefined): boolean =>
  !tensor || tensor.dtype === 'int32' || tensor.dtype === 'int64';

/** What is known of an operator's channels, where its activations and weights are int8. */
export const ruleOf = ({ kind }: Operator, { inputs, outputs }: Operands): ChannelRule =>
  (outputs.every(isInt8) && inputs.every((input) => isInt8(input) || isIndex(input))
    ? (rules[kind] ?? opaque)
    : opaque) as ChannelRule;

import type { OperatorOf, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { biases, channelRescale, weightsOf } from '../convolution.ts';
import { isPadded } from '../window.ts';
import type { Interval } from './interval.ts';
import { kept, link } from './links.ts';
import { slices } from './slices.ts';
import type { ChannelRule } from './spec.ts';
import { differences, outputOf, type WeightedSum } from './weighted-sum.ts';

const sumOf = ({ options }: OperatorOf<'DEPTHWISE_CONV_2D'>, { x, y, w: filters }: Operands): WeightedSum => {
  const w = filters as Tensor;
  return {
    isPadded: isPadded(options, x, y, w),
    activation: options.activation,
    rescale: (channel) => channelRescale(x, w, y, channel),
  };
};

/** An input channel and the outputs made of it stay together. */
export default {
  intervals: (operator, operands, of) => {
    const { x, y, w: filters, bias } = operands;
    const w = filters as Tensor;
    const sum = sumOf(operator, operands);
    const inputs = differences(x, sum, of(x));
    const weights = weightsOf(w);
    const outputs = w.shape[3] as number;
    return biases(bias, outputs).map((first, channel) => {
      const difference = inputs[Math.floor(channel / operator.options.depthMultiplier)] as Interval;
      const filter = weights.filter((_, index) => index % outputs === channel);
      return outputOf(filter, () => difference, first, channel, y, sum);
    });
  },
  keep: ({ options }, { x, y }, channels) => {
    for (let channel = 0; channel < channels.count(y); channel++)
      link(channels, [x, Math.floor(channel / options.depthMultiplier)], [y, channel]);
  },
  constants: (_, { y, w, bias }, channels) => {
    const outputs = kept(channels, y);
    const row = bias && { ...bias, shape: [channels.count(y)] };
    return [undefined, slices(w as Tensor, 3, outputs), ...(row ? [slices(row, 0, outputs)] : [])];
  },
} satisfies ChannelRule<'DEPTHWISE_CONV_2D'>;

import type { Tensor } from '../../model/graph.ts';
import { affine } from '../quantize.ts';
import { union } from './interval.ts';
import { linkEach } from './links.ts';
import { opaque } from './opaque.ts';
import type { ChannelRule } from './spec.ts';

const addsChannels = (x: Tensor, y: Tensor): boolean => x.shape.at(-1) !== y.shape.at(-1);

export default {
  intervals: (operator, operands, of) => {
    const { x, y } = operands;
    const { zero } = affine(y);
    if (addsChannels(x, y)) return opaque.intervals(operator, operands, of);
    return of(x).map((channel) => union(channel, { min: zero, max: zero }));
  },
  keep: (operator, operands, channels) =>
    addsChannels(operands.x, operands.y)
      ? opaque.keep(operator, operands, channels)
      : linkEach(channels, operands.x, operands.y),
} satisfies ChannelRule<'PAD'>;

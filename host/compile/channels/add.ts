import type { Tensor } from '../../model/graph.ts';
import { affine } from '../quantize.ts';
import { summationOf } from '../summation.ts';
import { type Interval, rescaled } from './interval.ts';
import { keepAll, kept, linkEach } from './links.ts';
import { slices } from './slices.ts';
import type { ChannelRule } from './spec.ts';

/** An input of one channel is added to all of the other's, or subtracted. */
export default {
  intervals: ({ kind, options: { activation } }, { x, y, w: other }, of) => {
    const { tables, rescale } = summationOf(kind, x, other as Tensor, y);
    const inputs = [of(x), of(other as Tensor)];
    return Array.from({ length: y.shape.at(-1) ?? 1 }, (_, channel) => {
      const end = (side: keyof Interval) =>
        inputs.reduce((sum, input, which) => {
          const { min, max } = input[channel % input.length] as Interval;
          return sum + Math[side](...[min, max].map((value) => tables[which]?.[value & 0xff] as number));
        }, 0);
      return rescaled({ min: end('min'), max: end('max') }, rescale, { output: affine(y), activation });
    });
  },
  keep: (_, { x, y, w: other }, channels) => {
    for (const input of [x, other as Tensor]) {
      if (channels.count(input) !== channels.count(y)) keepAll(channels, input);
      else if (!input.data) linkEach(channels, input, y);
    }
  },
  constants: (_, { x, y, w: other }, channels) =>
    [x, other as Tensor].map((input) =>
      input.data && channels.count(input) === channels.count(y)
        ? slices(input, input.shape.length - 1, kept(channels, y))
        : undefined,
    ),
} satisfies ChannelRule<'ADD' | 'SUB'>;

import { activationRange, affine } from '../quantize.ts';
import { clamped } from './interval.ts';
import { linkEach } from './links.ts';
import type { ChannelRule } from './spec.ts';

/** A mean lies between the least and the greatest, which is one of them; padding has no part in it. */
export default {
  intervals: ({ options }, { x, y }, of) => {
    const limits = activationRange(options.activation, affine(y));
    return of(x).map((channel) => clamped(channel, limits));
  },
  keep: (_, { x, y }, channels) => linkEach(channels, x, y),
} satisfies ChannelRule<'AVERAGE_POOL_2D' | 'MAX_POOL_2D'>;

import { anything } from './interval.ts';
import { keepAll } from './links.ts';
import type { ChannelRule } from './spec.ts';

/** Nothing is known of the output, and all of the inputs is needed. */
export const opaque: ChannelRule = {
  intervals: (_, { y }) => anything(y),
  keep: (_, { inputs, outputs }, channels) => {
    for (const tensor of [...inputs, ...outputs]) if (tensor) keepAll(channels, tensor);
  },
};

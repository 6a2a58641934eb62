import { ANYTHING } from './interval.ts';
import { keepAll } from './links.ts';
import type { ChannelRule } from './spec.ts';

/** Nothing is known of the output, and all of the inputs is needed. */
export const opaque: ChannelRule = {
  intervals: (_, { y }) => new Array(y.shape.at(-1) ?? 1).fill(ANYTHING),
  keep: (_, { x, y, w }, channels) => {
    for (const tensor of [x, y, w]) if (tensor) keepAll(channels, tensor);
  },
};

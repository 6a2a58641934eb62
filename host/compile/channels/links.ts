import type { Tensor } from '../../model/graph.ts';
import type { Channels } from './spec.ts';

/** Both stay or none. */
export const link = (channels: Channels, [a, ofA]: [Tensor, number], [b, ofB]: [Tensor, number]): void => {
  if (channels.isKept(a, ofA)) channels.keep(b, ofB);
  else if (channels.isKept(b, ofB)) channels.keep(a, ofA);
};

export const keepAll = (channels: Channels, tensor: Tensor): void => {
  for (let channel = 0; channel < channels.count(tensor); channel++) channels.keep(tensor, channel);
};

/** The channels that stay. */
export const kept = (channels: Channels, tensor: Tensor): number[] =>
  Array.from({ length: channels.count(tensor) }, (_, channel) => channel).filter((one) => channels.isKept(tensor, one));

/** For operators whose output channels are made of the input's, each of its own. */
export const linkEach = (channels: Channels, x: Tensor, y: Tensor): void => {
  for (let channel = 0; channel < channels.count(y); channel++) link(channels, [x, channel], [y, channel]);
};

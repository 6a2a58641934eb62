import type { Tensor } from '../../model/graph.ts';
import { union } from './interval.ts';
import { link } from './links.ts';
import { opaque } from './opaque.ts';
import type { ChannelRule } from './spec.ts';

/**
 * Where the channels of one shape are some positions of the other with all of its channels, as in flattening, a channel of the
 * fewer ones is every so-manieth of the more. Undefined for other shapes.
 */
const pairs = (x: Tensor, y: Tensor): [ofX: number, ofY: number][] | undefined => {
  const [ofX, ofY] = [x.shape.at(-1) ?? 1, y.shape.at(-1) ?? 1];
  const more = Math.max(ofX, ofY);
  if (more % ofX !== 0 || more % ofY !== 0) return undefined;
  return Array.from({ length: more }, (_, channel) => [channel % ofX, channel % ofY]);
};

export default {
  intervals: (operator, operands, of) => {
    const { x, y } = operands;
    const all = pairs(x, y);
    if (!all) return opaque.intervals(operator, operands, of);
    const inputs = of(x);
    return Array.from({ length: y.shape.at(-1) ?? 1 }, (_, channel) =>
      all.flatMap(([ofX, ofY]) => (ofY === channel ? (inputs[ofX] ?? []) : [])).reduce(union),
    );
  },
  keep: (operator, operands, channels) => {
    const { x, y } = operands;
    const all = pairs(x, y);
    if (!all) opaque.keep(operator, operands, channels);
    else for (const [ofX, ofY] of all) link(channels, [x, ofX], [y, ofY]);
  },
} satisfies ChannelRule<'RESHAPE'>;

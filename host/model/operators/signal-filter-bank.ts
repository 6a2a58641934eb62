import type { Tensor } from '../graph.ts';
import { wrongShape } from '../signal-rules.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { valuesOf } from '../values.ts';
import type { OperatorRules } from './spec.ts';

const values = ({ dtype, data }: Tensor): number[] => valuesOf(dtype, data as Uint8Array);

/**
 * input [bins], weights [k], unweights [k], then of each channel and one before the first, [channels + 1]: its first bin, its first
 * weight, and how many it has of both. Output [channels].
 */
export default {
  kinds: ['SignalFilterBank'],
  inputs: [6, 6],
  learned: [1, 2],
  refusal: (_, { y, inputs }) =>
    refuseTypes([...inputs, y], ['uint32', 'int16', 'int16', 'int16', 'int16', 'int16', 'uint64']) ??
    inputs
      .slice(1)
      .map((one) => refuseComputed(one, 'filters'))
      .find(Boolean),
  complaint: ({ options: { numChannels } }, { x, y, inputs }) => {
    const [, weights, unweights, bins, starts, widths] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
    const [taps = 0] = weights.shape;
    const each = [numChannels + 1];
    const wrong =
      wrongShape([weights, [taps]], [unweights, [taps]], [bins, each], [starts, each], [widths, each]) ??
      wrongShape([x, x.shape.slice(0, 1)], [y, [numChannels]]);
    if (wrong) return wrong;
    const [firstBins, firstTaps] = [values(bins), values(starts)];
    const channel = values(widths).findIndex((width, at) => {
      const [bin, tap] = [firstBins[at] as number, firstTaps[at] as number];
      return width > 0 && (bin < 0 || bin + width > (x.shape[0] as number) || tap < 0 || tap + width > taps);
    });
    return channel < 0 ? undefined : `a channel, ${channel}, that reaches beyond its bins or weights`;
  },
} satisfies OperatorRules<'SignalFilterBank'>;

import type { Tensor } from '../../model/graph.ts';
import { valuesOf } from '../../model/values.ts';
import { Constants } from '../constants.ts';
import type { OperatorSpec } from './spec.ts';

/** Weights of a channel stand side by side with its unweights: it is one run of constants. */
export default {
  kinds: ['SignalFilterBank'],
  lower: ({ options: { numChannels } }, { inputs }) => {
    const [weights, unweights, bins, starts, widths] = inputs
      .slice(1)
      .map((tensor) => valuesOf('int16', (tensor as Tensor).data as Uint8Array)) as [
      number[],
      number[],
      number[],
      number[],
      number[],
    ];
    const constants = new Constants();
    bins.forEach((bin, channel) => {
      const [first = 0, width = 0] = [starts[channel], widths[channel]];
      // None where the width is negative, wherever that channel is to begin.
      const taps = Array.from({ length: Math.max(0, width) }, (_, tap) => first + tap);
      constants.s16(taps.length > 0 ? bin : 0).s16(taps.length);
      for (const tap of taps) constants.s16(weights[tap] as number).s16(unweights[tap] as number);
    });
    return {
      kernel: 'signal_filter_bank',
      constants: constants.finish(),
      scratchBytes: 0,
      emit: (at) => `signal_filter_bank(${at.inputs[0]}, ${at.output}, ${at.constants}, ${numChannels});`,
    };
  },
} satisfies OperatorSpec<'SignalFilterBank'>;

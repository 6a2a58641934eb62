import type { Tensor } from '../graph.ts';
import { wrongShape, wrongShift } from '../signal-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** input [channels]; outputs [channels] without noise, and the noise as it is estimated, [channels], from one inference to the next. */
export default {
  kinds: ['SignalFilterBankSpectralSubtraction'],
  inputs: [1, 1],
  outputs: [2, 2],
  state: (_, { x }) => ({ dtype: 'uint32', shape: x.shape }),
  refusal: (_, { x, outputs }) => refuseMixed([x, ...outputs], 'uint32'),
  complaint: ({ options: { numChannels, smoothingBits, spectralSubtractionBits } }, { x, outputs }) => {
    const [y, estimate] = outputs as [Tensor, Tensor];
    const each = [numChannels];
    return (
      wrongShape([x, each], [y, each], [estimate, each]) ??
      wrongShift(smoothingBits) ??
      wrongShift(spectralSubtractionBits)
    );
  },
} satisfies OperatorRules<'SignalFilterBankSpectralSubtraction'>;

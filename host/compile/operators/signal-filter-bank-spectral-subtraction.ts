import { SpectralSubtraction } from '../../../assembly/shared/signal_layout.ts';
import { Constants } from '../constants.ts';
import type { OperatorSpec } from './spec.ts';

export default {
  kinds: ['SignalFilterBankSpectralSubtraction'],
  lower: ({ options }) => {
    const fields: Record<
      Exclude<SpectralSubtraction, SpectralSubtraction.BYTES | SpectralSubtraction.WEIGHTS>,
      number
    > = {
      [SpectralSubtraction.CHANNELS]: options.numChannels,
      [SpectralSubtraction.SMOOTHING_BITS]: options.smoothingBits,
      [SpectralSubtraction.BITS]: options.spectralSubtractionBits,
      [SpectralSubtraction.CLAMPING]: Number(options.clamping),
      [SpectralSubtraction.LEAST_REMAINING]: options.minSignalRemaining,
    };
    const weights = [options.smoothing, options.oneMinusSmoothing];
    const alternate = [options.alternateSmoothing, options.alternateOneMinusSmoothing];
    return {
      kernel: 'signal_spectral_subtraction',
      constants: new Constants().s32(...Object.values(fields), ...weights, ...alternate).finish(),
      reads: [0, 1],
      scratchBytes: 0,
      emit: ({ inputs, outputs, constants }) =>
        `signal_spectral_subtraction(${[...inputs, ...outputs, constants].join(', ')});`,
    };
  },
} satisfies OperatorSpec<'SignalFilterBankSpectralSubtraction'>;

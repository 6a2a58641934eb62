import type { Graph, Operator, OperatorKind } from '../../../host/model/graph.ts';
import { type Draft, network, zeros } from '../drafts.ts';
import { int16s } from '../int16s.ts';

const BINS = 9;
const CHANNELS = 3;

const row = (dtype: Draft['dtype'], ...shape: number[]): Draft => ({ dtype, shape });
const channels = row('uint32', CHANNELS);

/** An operator that reads all tensors but the last ones. */
const single = (kind: OperatorKind, options: Operator['options'], inputs: Draft[], ...outputs: Draft[]): Graph => {
  const ids = [...inputs, ...outputs].map((_, id) => id);
  const [reads, writes] = [ids.slice(0, inputs.length), ids.slice(inputs.length)];
  const operator = { kind, inputs: reads, outputs: writes, options } as Omit<Operator, 'index'>;
  const ends = reads.filter((id) => !inputs[id]?.data);
  return network([...inputs, ...outputs], [operator], ends, writes);
};

/** Operators of the audio front end. */
export const signalSamples = {
  SignalWindow: single(
    'SignalWindow',
    { shift: 12 },
    [row('int16', 2, 4), int16s([1, 200, 4096, -5])],
    row('int16', 2, 4),
  ),
  SignalFftAutoScale: single('SignalFftAutoScale', {}, [row('int16', 7)], row('int16', 7), row('int32')),
  SignalRfft: single('SignalRfft', { type: 'int16', fftLength: 16 }, [row('int16', 2, 13)], row('int16', 2, 18)),
  SignalIrfft: single('SignalIrfft', { type: 'int32', fftLength: 12 }, [row('int32', 14)], row('int32', 12)),
  SignalDelay: single('SignalDelay', { delayLength: 5 }, [row('int16', 2, 4)], row('int16', 2, 4)),
  SignalOverlapAdd: single('SignalOverlapAdd', { type: 'int16', frameStep: 2 }, [row('int16', 3, 5)], row('int16', 6)),
  SignalFramer: single(
    'SignalFramer',
    { frameSize: 7, frameStep: 3, prefill: false },
    [row('int16', 2, 6)],
    row('int16', 2, 2, 7),
    row('bool'),
  ),
  SignalStacker: single(
    'SignalStacker',
    { numChannels: 3, stackerLeftContext: 1, stackerRightContext: 2, stackerStep: 2 },
    [row('int16', 3)],
    row('int16', 12),
    row('bool'),
  ),
  SignalEnergy: single('SignalEnergy', { startIndex: 2, endIndex: 7 }, [row('int16', 2 * BINS)], row('uint32', BINS)),
  SignalFilterBank: single(
    'SignalFilterBank',
    { numChannels: CHANNELS },
    [
      row('uint32', BINS),
      int16s([100, 2000, 4096, 7, 9]),
      int16s([3996, 2096, 0, 4089, 4087]),
      int16s([1, 3, 4, 8]),
      int16s([0, 2, 3, 4]),
      int16s([2, 1, 2, 1]),
    ],
    row('uint64', CHANNELS),
  ),
  SignalFilterBankSquareRoot: single(
    'SignalFilterBankSquareRoot',
    {},
    [row('uint64', CHANNELS), zeros('int32', [])],
    channels,
  ),
  SignalFilterBankSpectralSubtraction: single(
    'SignalFilterBankSpectralSubtraction',
    {
      alternateOneMinusSmoothing: 15401,
      alternateSmoothing: 983,
      clamping: false,
      minSignalRemaining: 819,
      numChannels: CHANNELS,
      oneMinusSmoothing: 15975,
      smoothing: 409,
      smoothingBits: 10,
      spectralSubtractionBits: 14,
    },
    [channels],
    channels,
    channels,
  ),
  SignalPCAN: single('SignalPCAN', { snrShift: 6 }, [channels, channels, zeros('int16', [125])], channels),
  SignalFilterBankLog: single(
    'SignalFilterBankLog',
    { inputCorrectionBits: 3, outputScale: 64 },
    [channels],
    row('int16', CHANNELS),
  ),
} satisfies Partial<Record<OperatorKind, Graph>>;

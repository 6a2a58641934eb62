import { type Draft, network } from '../drafts.ts';
import { int16s } from '../int16s.ts';
import type { Random } from '../random.ts';
import type { OperatorModels } from './spec.ts';

const FULL = 2 ** 32 - 1;
const GAINS = 125;

const row = (dtype: Draft['dtype'], ...shape: number[]): Draft => ({ dtype, shape });
const any16 = (random: Random): number => (random.next() << 16) >> 16;

/** From a few bits to nearly all, by the number of channels: a model's inputs are of one size. */
const sizes =
  (bits: number): NonNullable<OperatorModels['limits']> =>
  ({ dtype, shape: [n = 1] }) =>
    dtype === 'int32' ? [0, 31] : [0, Math.min(2 ** bits - 2 ** (bits - 53), 2 ** (8 + ((7 * n) % (bits - 7))))];

/** Filters over bins from `first` to before `end`, some of no width; weights, unweights, first bins, first weights, widths. */
const filters = (random: Random, channels: number, first: number, end: number): Draft[] => {
  const each = Array.from({ length: channels + 1 }, () => {
    const bin = first + random.below(end - first);
    return { bin, width: random.below(Math.min(7, end - bin + 1)) };
  });
  const starts = each.map((_, at) => each.slice(0, at).reduce((sum, { width }) => sum + width, 0));
  const taps = each.reduce((sum, { width }) => sum + width, 1);
  const weights = () =>
    int16s(Array.from({ length: taps }, () => (random.oneIn(3) ? any16(random) : random.below(4097))));
  const widths = each.map(({ width }) => width);
  return [weights(), weights(), int16s(each.map(({ bin }) => bin)), int16s(starts), int16s(widths)];
};

const filterBank = (random: Random) => {
  const [bins, channels] = [1 + random.below(40), 1 + random.below(12)];
  return network(
    [row('uint32', bins), ...filters(random, channels, 0, bins), row('uint64', channels)],
    [{ kind: 'SignalFilterBank', inputs: [0, 1, 2, 3, 4, 5], outputs: [6], options: { numChannels: channels } }],
  );
};

/** All bins, or some, which a filter bank then reads: the reference writes no others. */
const energy = (random: Random) => {
  const bins = 2 + random.below(40);
  const x = row('int16', 2 * bins);
  const y = row('uint32', bins);
  if (random.oneIn(2))
    return network(
      [x, y],
      [{ kind: 'SignalEnergy', inputs: [0], outputs: [1], options: { startIndex: 0, endIndex: bins } }],
    );
  const startIndex = random.below(bins - 1);
  const endIndex = startIndex + 1 + random.below(bins - startIndex);
  const channels = 1 + random.below(6);
  return network(
    [x, y, ...filters(random, channels, startIndex, endIndex), row('uint64', channels)],
    [
      { kind: 'SignalEnergy', inputs: [0], outputs: [1], options: { startIndex, endIndex } },
      { kind: 'SignalFilterBank', inputs: [1, 2, 3, 4, 5, 6], outputs: [7], options: { numChannels: channels } },
    ],
  );
};

const squareRoot = (random: Random) => {
  const n = 1 + random.below(30);
  return network(
    [row('uint64', n), row('int32'), row('uint32', n)],
    [{ kind: 'SignalFilterBankSquareRoot', inputs: [0, 1], outputs: [2], options: {} }],
    [0, 1],
  );
};

const spectralSubtraction = (random: Random) => {
  const numChannels = 1 + random.below(30);
  const each = row('uint32', numChannels);
  const spectralSubtractionBits = random.oneIn(2) ? 14 : random.below(20);
  const one = 2 ** spectralSubtractionBits;
  const [smoothing, alternateSmoothing] = [random.below(one + 1), random.below(one + 1)];
  const options = {
    alternateOneMinusSmoothing: one - alternateSmoothing,
    alternateSmoothing,
    clamping: random.oneIn(2),
    minSignalRemaining: random.below(one + 1),
    numChannels,
    oneMinusSmoothing: one - smoothing,
    smoothing,
    smoothingBits: random.below(12),
    spectralSubtractionBits,
  };
  return network(
    [each, each, each],
    [{ kind: 'SignalFilterBankSpectralSubtraction', inputs: [0], outputs: [1, 2], options }],
    [0],
    [1, 2],
  );
};

/** Gains that fall, as those of the front end do, or any. */
const pcan = (random: Random) => {
  const each = row('uint32', 1 + random.below(30));
  const isAny = random.oneIn(3);
  const gains = Array.from({ length: GAINS + random.below(2) }, (_, at) =>
    isAny ? random.below(4096) - 2048 : Math.floor(random.below(32768) / (1 + at)),
  );
  return network(
    [each, each, int16s(gains), each],
    [{ kind: 'SignalPCAN', inputs: [0, 1, 2], outputs: [3], options: { snrShift: random.below(20) } }],
    [0, 1],
  );
};

const log = (random: Random) => {
  const n = 1 + random.below(30);
  const options = {
    inputCorrectionBits: random.below(8),
    outputScale: random.oneIn(3) ? random.next() >> 1 : 1 + random.below(4096),
  };
  return network(
    [row('uint32', n), row('int16', n)],
    [{ kind: 'SignalFilterBankLog', inputs: [0], outputs: [1], options }],
  );
};

export default [
  { kind: 'SignalEnergy', dtype: 'int16_uint32', make: energy },
  { kind: 'SignalFilterBank', dtype: 'uint32_uint64', make: filterBank, limits: sizes(32) },
  { kind: 'SignalFilterBankSquareRoot', dtype: 'uint64_uint32', make: squareRoot, limits: sizes(64) },
  { kind: 'SignalFilterBankSpectralSubtraction', dtype: 'uint32', make: spectralSubtraction, limits: sizes(32) },
  { kind: 'SignalPCAN', dtype: 'uint32', make: pcan, limits: sizes(32) },
  { kind: 'SignalFilterBankLog', dtype: 'uint32_int16', make: log, limits: () => [0, FULL] },
] satisfies readonly OperatorModels[];

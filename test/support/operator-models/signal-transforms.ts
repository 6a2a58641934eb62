import type { DType } from '../../../host/model/graph.ts';
import { type Draft, network } from '../drafts.ts';
import { int16s } from '../int16s.ts';
import type { Random } from '../random.ts';
import { anyShape } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

/** Of each radix and of several, with odd and even numbers of complex points. */
const LENGTHS = [
  4, 6, 8, 10, 12, 16, 18, 20, 24, 30, 32, 36, 40, 48, 50, 60, 64, 90, 96, 100, 120, 128, 150, 200, 256, 512,
];

const window = (random: Random) => {
  const shape = anyShape(random, 1 + random.below(3));
  const n = shape.at(-1) as number;
  const weights = Array.from({ length: n }, () => (random.oneIn(3) ? random.below(65536) - 32768 : random.below(4097)));
  const x: Draft = { dtype: 'int16', shape };
  return network(
    [x, int16s(weights), x],
    [{ kind: 'SignalWindow', inputs: [0, 1], outputs: [2], options: { shift: random.below(20) } }],
  );
};

const autoScale = (random: Random) => {
  const x: Draft = { dtype: 'int16', shape: [1 + random.below(80)] };
  return network(
    [x, x, { dtype: 'int32', shape: [] }],
    [{ kind: 'SignalFftAutoScale', inputs: [0], outputs: [1, 2], options: {} }],
    [0],
    [1, 2],
  );
};

const rfft = (random: Random, dtype: DType) => {
  const fftLength = random.pick(LENGTHS);
  const n = random.oneIn(2) ? fftLength : 1 + random.below(fftLength);
  const outer = fftLength > 128 ? [] : anyShape(random, random.below(3), 3);
  return network(
    [
      { dtype, shape: [...outer, n] },
      { dtype, shape: [...outer, fftLength + 2] },
    ],
    [{ kind: 'SignalRfft', inputs: [0], outputs: [1], options: { type: dtype, fftLength } }],
  );
};

/** Frames of a spectrum, and what they were. */
const irfft = (random: Random, dtype: DType) => {
  const fftLength = random.pick(LENGTHS);
  const outer = fftLength > 128 ? [] : anyShape(random, random.below(3), 3);
  return network(
    [
      { dtype, shape: [...outer, fftLength + 2] },
      { dtype, shape: [...outer, fftLength] },
    ],
    [{ kind: 'SignalIrfft', inputs: [0], outputs: [1], options: { type: dtype, fftLength } }],
  );
};

export default [
  { kind: 'SignalWindow', dtype: 'int16', make: window },
  {
    kind: 'SignalFftAutoScale',
    dtype: 'int16',
    make: autoScale,
    limits: ({ shape: [n = 1] }) => [-(2 ** (n % 16)), 2 ** (n % 16) - 1],
  },
  { kind: 'SignalIrfft', dtype: 'int16', make: (random) => irfft(random, 'int16') },
  {
    kind: 'SignalIrfft',
    dtype: 'int32',
    make: (random) => irfft(random, 'int32'),
    limits: () => [-(2 ** 31), 2 ** 31 - 1],
  },
  { kind: 'SignalRfft', dtype: 'int16', make: (random) => rfft(random, 'int16') },
  {
    kind: 'SignalRfft',
    dtype: 'int32',
    make: (random) => rfft(random, 'int32'),
    limits: () => [-(2 ** 31), 2 ** 31 - 1],
  },
] satisfies readonly OperatorModels[];

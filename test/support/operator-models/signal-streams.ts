import { type Draft, network, zeros } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

const delay = (random: Random) => {
  const x: Draft = { dtype: 'int16', shape: anyShape(random, 1 + random.below(3)) };
  const options = { delayLength: 1 + random.below(30) };
  return network([x, x], [{ kind: 'SignalDelay', inputs: [0], outputs: [1], options }]);
};

const overlapAdd = (random: Random) => {
  const [outer, frames, size] = [anyShape(random, random.below(3), 3), 1 + random.below(4), 1 + random.below(20)];
  const frameStep = 1 + random.below(size);
  return network(
    [
      { dtype: 'int16', shape: [...outer, frames, size] },
      { dtype: 'int16', shape: [...outer, frames * frameStep] },
    ],
    [{ kind: 'SignalOverlapAdd', inputs: [0], outputs: [1], options: { type: 'int16', frameStep } }],
  );
};

type Framed = Parameters<typeof network>[1][number];

/** Where the second output is false, the reference leaves the first as its memory was: such elements are made zero. */
const whereValid = (x: Draft, y: Draft, operator: Pick<Framed, 'kind' | 'options'>) =>
  network(
    [x, y, { dtype: 'bool', shape: [] }, zeros('int16', []), y],
    [
      { ...operator, inputs: [0], outputs: [1, 2] } as Framed,
      { kind: 'SELECT_V2', inputs: [2, 1, 3], outputs: [4], options: {} },
    ],
    [0],
    [4, 2],
  );

const framer = (random: Random) => {
  const [outer, frames, frameStep] = [anyShape(random, random.below(3), 3), 1 + random.below(4), 1 + random.below(9)];
  const prefill = random.oneIn(2);
  const frameSize = prefill ? frameStep + random.below(20) : 1 + random.below(4 * frameStep);
  return whereValid(
    { dtype: 'int16', shape: [...outer, frames * frameStep] },
    { dtype: 'int16', shape: [...outer, frames, frameSize] },
    { kind: 'SignalFramer', options: { frameSize, frameStep, prefill } },
  );
};

const stacker = (random: Random) => {
  const [numChannels, stackerLeftContext, stackerRightContext] = [
    1 + random.below(20),
    random.below(5),
    random.below(5),
  ];
  const frames = stackerLeftContext + 1 + stackerRightContext;
  const options = { numChannels, stackerLeftContext, stackerRightContext, stackerStep: 1 + random.below(frames) };
  return whereValid(
    { dtype: 'int16', shape: [numChannels] },
    { dtype: 'int16', shape: [numChannels * frames] },
    { kind: 'SignalStacker', options },
  );
};

export default [
  { kind: 'SignalDelay', dtype: 'int16', make: delay },
  { kind: 'SignalOverlapAdd', dtype: 'int16', make: overlapAdd },
  { kind: 'SignalFramer', dtype: 'int16', make: framer },
  { kind: 'SignalStacker', dtype: 'int16', make: stacker },
] satisfies readonly OperatorModels[];

import type { Operator } from '../../../host/model/graph.ts';
import { elements } from '../../../host/model/shapes.ts';
import { type Draft, int32s, network } from '../drafts.ts';
import type { Random } from '../random.ts';
import { anyShape, quantized } from '../random-drafts.ts';
import type { OperatorModels } from './spec.ts';

/** Slots, and whether an inference that is not the last of its cycle could be meant. */
const slotsOf = (random: Random) =>
  random.oneIn(3) ? { slots: random.pick([5, 13, 25]), cyclesMax: 0 } : { slots: 1 + random.below(8), cyclesMax: 1 };

const buffer = (input: number, output: number, cyclesMax: number): Omit<Operator, 'index'> => ({
  ...{ kind: 'CIRCULAR_BUFFER', inputs: [input], outputs: [output] },
  options: { cyclesMax },
});

/** One, or a second behind it whose slots are the first one as a whole. */
const buffers = (random: Random) => {
  const slot = anyShape(random, 2, 4);
  const x = quantized(random, [1, 1, ...slot]);
  const kept = (slots: number, rest: readonly number[]): Draft => ({
    ...x,
    shape: [1, slots, ...rest],
    isVariable: true,
  });
  const first = slotsOf(random);
  const y = kept(first.slots, slot);
  if (random.oneIn(2)) return network([x, y], [buffer(0, 1, first.cyclesMax)]);
  const second = slotsOf(random);
  const whole = [1, first.slots * elements(slot)];
  return network(
    [x, y, int32s([1, 1, ...whole]), { ...x, shape: [1, 1, ...whole] }, kept(second.slots, whole)],
    [
      buffer(0, 1, first.cyclesMax),
      { kind: 'RESHAPE', inputs: [1, 2], outputs: [3], options: {} },
      buffer(3, 4, second.cyclesMax),
    ],
    [0],
    random.oneIn(2) ? [4] : [1, 4],
  );
};

export default [{ kind: 'CIRCULAR_BUFFER', dtype: 'int8', make: buffers }] satisfies readonly OperatorModels[];

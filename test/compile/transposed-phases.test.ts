import assert from 'node:assert/strict';
import { type Axis, phasesOf } from '../../host/compile/transposed-phases.ts';
import { Random } from '../support/random.ts';

const SEED = 31;

/** Which input reaches an output with which tap, by the definition: input i and tap k make output i · step - pad + k. */
const scattered = ({ input, output, kernel, step, pad }: Axis): Set<string> => {
  const all = new Set<string>();
  for (let i = 0; i < input; i++)
    for (let k = 0; k < kernel; k++) {
      const o = i * step - pad + k;
      if (o >= 0 && o < output) all.add(`${o}: ${i} by ${k}`);
    }
  return all;
};

/** The same, by convolutions of the phases. */
const gathered = (axis: Axis): Set<string> => {
  const all = new Set<string>();
  for (const { first, count, taps, before } of phasesOf(axis))
    for (let n = 0; n < count; n++)
      taps.forEach((tap, at) => {
        const i = n - before + at;
        if (i >= 0 && i < axis.input && tap < axis.kernel) all.add(`${first + n * axis.step}: ${i} by ${tap}`);
      });
  return all;
};

describe('phases of a transposed convolution', () => {
  it(`reach what the definition reaches, as convolutions that see the whole input (seed ${SEED})`, () => {
    const random = new Random(SEED);
    for (let round = 0; round < 3000; round++) {
      const axis = {
        input: 1 + random.below(6),
        output: 1 + random.below(20),
        kernel: 1 + random.below(7),
        step: 1 + random.below(6),
        pad: random.below(4),
      };
      assert.deepEqual([...gathered(axis)].sort(), [...scattered(axis)].sort(), JSON.stringify(axis));
      for (const { count, made, taps, before, after } of phasesOf(axis)) {
        assert.ok(before >= 0 && after >= 0 && made >= count, JSON.stringify(axis));
        assert.equal(made, axis.input + before + after - taps.length + 1);
      }
    }
  });

  it('leave out outputs that no tap reaches', () => {
    const phases = phasesOf({ input: 3, output: 9, kernel: 2, step: 3, pad: 0 });
    assert.deepEqual(
      phases.map(({ first, count, taps }) => [first, count, taps]),
      [
        [0, 3, [0]],
        [1, 3, [1]],
      ],
    );
  });
});

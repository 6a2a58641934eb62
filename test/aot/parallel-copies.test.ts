import assert from 'node:assert/strict';
import { type Copy, inSequence } from '../../host/aot/machine/parallel-copies.ts';

const FIRST_FRESH = 100;
/** Runs copies one after another on registers that hold their own numbers. */
const run = (copies: readonly Copy[]): Map<number, number> => {
  const registers = new Map<number, number>();
  for (const { to, from } of copies) registers.set(to, registers.get(from) ?? from);
  return registers;
};

describe('parallel copies in sequence', () => {
  it('every way to fill five registers from five: each gets what its source held at first', () => {
    for (let choice = 0; choice < 5 ** 5; choice++) {
      const copies = Array.from({ length: 5 }, (_, to): Copy => ({ to, from: Math.floor(choice / 5 ** to) % 5 }));
      let next = FIRST_FRESH;
      const registers = run(inSequence(copies, () => next++));
      for (const { to, from } of copies) assert.equal(registers.get(to) ?? to, from, `choice ${choice}`);
      // A cycle takes one register more and one copy more; there are at most two in five registers.
      assert.ok(next <= FIRST_FRESH + 2);
    }
  });

  it('needs no register for a chain, nor a copy for what is in its place', () => {
    const none = () => assert.fail('no cycle here');
    const chain = [
      { to: 1, from: 2 },
      { to: 2, from: 3 },
      { to: 3, from: 4 },
      { to: 7, from: 7 },
    ];
    assert.deepEqual(inSequence(chain.toReversed(), none), chain.slice(0, 3));
  });
});

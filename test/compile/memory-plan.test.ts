import assert from 'node:assert/strict';
import { type Lifetime, planMemory } from '../../host/compile/memory-plan.ts';

const SEED = 20261124;

/** No two lifetimes that meet in time meet in space, and nothing lies outside. */
const replay = (lifetimes: readonly Lifetime[]): void => {
  const { offsets, bytes, lowerBoundBytes } = planMemory(lifetimes);
  assert.ok(bytes >= lowerBoundBytes);
  lifetimes.forEach((a, i) => {
    const start = offsets[i] as number;
    assert.ok(start >= 0 && start % 4 === 0 && start + a.bytes <= bytes);
    lifetimes.slice(i + 1).forEach((b, j) => {
      const other = offsets[i + 1 + j] as number;
      if (a.from <= b.to && b.from <= a.to)
        assert.ok(start + a.bytes <= other || other + b.bytes <= start, `${i} and ${i + 1 + j} overlap`);
    });
  });
};

describe('memory plan', () => {
  it('a chain alternates between two ends', () => {
    const chain = [40, 60, 20, 80].map((bytes, step) => ({ bytes, from: step - 1, to: step }));
    assert.deepEqual(planMemory(chain).bytes, 100);
  });

  it('nothing needs nothing', () => assert.deepEqual(planMemory([]), { offsets: [], bytes: 0, lowerBoundBytes: 0 }));

  it(`random lifetimes never overlap (seed ${SEED})`, () => {
    let state = SEED;
    const random = (limit: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    for (let round = 0; round < 200; round++) {
      const lifetimes = Array.from({ length: 1 + random(24) }, () => {
        const from = random(20);
        return { bytes: 1 + random(500), from, to: from + random(6) };
      });
      replay(lifetimes);
    }
  });
});

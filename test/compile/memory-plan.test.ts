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
      if (a.from > b.to || b.from > a.to) return;
      const isApart = start + a.bytes <= other || other + b.bytes <= start;
      const mayMeet = (one: Lifetime, from: number, over: number, to: number) =>
        one.overlaps?.some(
          (overlap) => overlap.over === over && from <= to + overlap.most && from >= to + overlap.least,
        );
      assert.ok(
        isApart || mayMeet(a, start, i + 1 + j, other) || mayMeet(b, other, i, start),
        `${i} and ${i + 1 + j} overlap`,
      );
    });
  });
};

describe('memory plan', () => {
  it('a chain alternates between two ends', () => {
    const chain = [40, 60, 20, 80].map((bytes, step) => ({ bytes, from: step - 1, to: step }));
    assert.deepEqual(planMemory(chain).bytes, 100);
  });

  it('nothing needs nothing', () => assert.deepEqual(planMemory([]), { offsets: [], bytes: 0, lowerBoundBytes: 0 }));

  it('an output lies over its input, as far behind as its kernel needs; a chain of them drifts', () => {
    const over = (bytes: number, step: number, lead: number): Lifetime => ({
      ...{ bytes, from: step - 1, to: step },
      overlaps: step > 1 ? [{ over: step - 2, least: Number.NEGATIVE_INFINITY, most: lead }] : [],
    });
    assert.deepEqual(planMemory([over(40, 1, 0), over(40, 2, 0)]), { offsets: [0, 0], bytes: 40, lowerBoundBytes: 40 });
    const { offsets, bytes } = planMemory([over(40, 1, 0), over(40, 2, -5), over(40, 3, -8), over(20, 4, 3)]);
    assert.deepEqual([offsets, bytes], [[16, 8, 0, 0], 56]);
  });

  it(`random lifetimes never overlap but where they may (seed ${SEED})`, () => {
    let state = SEED;
    const random = (limit: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    for (let round = 0; round < 200; round++) {
      const lifetimes = Array.from({ length: 1 + random(24) }, () => {
        const from = random(20);
        return { bytes: 1 + random(500), from, to: from + random(6) };
      }).map((one, _, all) => ({
        ...one,
        overlaps: all.flatMap(({ to }, over) =>
          to === one.from ? [{ over, least: random(2) ? Number.NEGATIVE_INFINITY : 0, most: random(200) - 140 }] : [],
        ),
      }));
      replay(lifetimes);
    }
  });
});

import assert from 'node:assert/strict';
import { aligned, type Lifetime } from '../../host/compile/lifetimes.ts';
import { liveBytesAt } from '../../host/compile/memory-bound.ts';
import { planMemory } from '../../host/compile/memory-plan.ts';
import { anyLifetimes, chainOfOverlaps, mayShare, networkLifetimes } from '../support/lifetimes.ts';
import { Random } from '../support/random.ts';

const SEED = 20261124;

/** No two lifetimes that meet in time meet in space, but where they may, and nothing lies outside. */
const replay = (lifetimes: readonly Lifetime[], mostLooks?: number) => {
  const plan = planMemory(lifetimes, mostLooks);
  const { offsets, bytes, lowerBoundBytes } = plan;
  assert.ok(bytes >= lowerBoundBytes);
  lifetimes.forEach((a, i) => {
    const start = offsets[i] as number;
    assert.ok(start >= 0 && start % 4 === 0 && start + a.bytes <= bytes);
    for (let j = 0; j < i; j++) assert.ok(mayShare(lifetimes, offsets, i, j), `${i} and ${j} overlap`);
  });
  return plan;
};

/** Whether any offsets do, by trying all of them. */
const isPossible = (lifetimes: readonly Lifetime[], arenaBytes: number, offsets: readonly number[] = []): boolean => {
  const next = lifetimes[offsets.length];
  if (!next) return true;
  for (let at = 0; at + aligned(next.bytes) <= arenaBytes; at += 4) {
    const longer = [...offsets, at];
    if (offsets.every((_, other) => mayShare(lifetimes, longer, offsets.length, other)))
      if (isPossible(lifetimes, arenaBytes, longer)) return true;
  }
  return false;
};

const largestLiveSet = (lifetimes: readonly Lifetime[]): number =>
  Math.max(...lifetimes.map(({ from }) => liveBytesAt(lifetimes, from)));

describe('memory plan', () => {
  it('a chain alternates between two ends', () => {
    const chain = [40, 60, 20, 80].map((bytes, step) => ({ bytes, from: step - 1, to: step }));
    assert.deepEqual(planMemory(chain).bytes, 100);
  });

  it('nothing needs nothing', () =>
    assert.deepEqual(planMemory([]), { offsets: [], bytes: 0, lowerBoundBytes: 0, looks: 0 }));

  it('an output lies over its input, as far behind as its kernel needs; a chain of them drifts, which is in the bound', () => {
    const over = (bytes: number, step: number, lead: number): Lifetime => ({
      ...{ bytes, from: step - 1, to: step },
      overlaps: step > 1 ? [{ over: step - 2, least: Number.NEGATIVE_INFINITY, most: lead }] : [],
    });
    const inPlace = planMemory([over(40, 1, 0), over(40, 2, 0)]);
    assert.deepEqual([inPlace.offsets, inPlace.bytes, inPlace.lowerBoundBytes], [[0, 0], 40, 40]);
    const drifting = [over(40, 1, 0), over(40, 2, -5), over(40, 3, -8), over(20, 4, 3)];
    const { offsets, bytes, lowerBoundBytes } = planMemory(drifting);
    assert.deepEqual([offsets, bytes, lowerBoundBytes], [[16, 8, 0, 0], 56, 56]);
    assert.equal(largestLiveSet(drifting), 48);
  });

  it(`random lifetimes never overlap but where they may (seed ${SEED})`, () => {
    const random = new Random(SEED);
    for (let round = 0; round < 200; round++) replay(anyLifetimes(random, 1 + random.below(24)), 20_000);
  });

  it(`no plan is smaller than the bound, nor than ours: all plans of random chains are tried (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let drifting = 0;
    for (let round = 0; round < 60; round++) {
      const chain = chainOfOverlaps(random, 2 + random.below(2));
      const { bytes, lowerBoundBytes } = replay(chain);
      assert.ok(isPossible(chain, bytes));
      assert.ok(!isPossible(chain, bytes - 4), `${JSON.stringify(chain)} fit less than ${bytes} bytes`);
      assert.ok(lowerBoundBytes >= largestLiveSet(chain));
      if (lowerBoundBytes > largestLiveSet(chain)) drifting++;
    }
    assert.ok(drifting > 10, `${drifting}`);
  });

  for (const hasOverlaps of [false, true])
    it(`500 tensors of random networks, outputs ${hasOverlaps ? '' : 'not '}over inputs: within 2 % of the bound (seed ${SEED})`, () => {
      const random = new Random(SEED);
      for (let round = 0; round < 10; round++) {
        const { bytes, lowerBoundBytes } = replay(networkLifetimes(random, 500, hasOverlaps));
        assert.ok(bytes <= 1.02 * lowerBoundBytes, `${bytes} bytes, bound ${lowerBoundBytes}`);
      }
    });

  it('500 and 2,000 lifetimes, dozens of them at a time: as many comparisons as allowed, and at most one order more', () => {
    for (const count of [500, 2000]) {
      const random = new Random(SEED);
      const lifetimes = Array.from({ length: count }, () => {
        const from = random.below(count / 2);
        return { bytes: 1 + random.below(500), from, to: from + random.below(40) };
      });
      const oneOrder = planMemory(lifetimes, 1).looks;
      assert.ok(oneOrder < 400 * count, `${oneOrder}`);
      const allowed = 20 * oneOrder;
      const plan = planMemory(lifetimes, allowed);
      assert.ok(plan.bytes > plan.lowerBoundBytes);
      assert.ok(plan.looks >= allowed && plan.looks < allowed + 3 * oneOrder, `${plan.looks}`);
      assert.deepEqual(planMemory([...lifetimes], allowed), plan);
    }
  });
});

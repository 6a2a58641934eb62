import assert from 'node:assert/strict';
import { fitsHalfword } from '../../host/compile/packed-sums.ts';
import { Random } from '../support/random.ts';

const SEED = 17;
const ROWS = 20_000;

/** assembly/arith/tiles/packed_sums.ts. */
const second = (sums: number): number => (sums >> 16) + ((sums >>> 15) & 1);

/** The inputs that make a sum least, or greatest. */
const extreme = (weights: readonly number[], sign: number): number =>
  weights.reduce((sum, weight) => sum + weight * (sign * weight < 0 ? -128 : 127), 0);

const isTakenApart = (weights: readonly number[]): boolean =>
  [1, -1].every((left) =>
    [1, -1].every((right) => {
      const [low, high] = [extreme(weights, left), extreme(weights, right)];
      const sums = (low + (high << 16)) | 0;
      return second(sums) === high && ((sums - (high << 16)) << 16) >> 16 === low;
    }),
  );

describe('packed sums', () => {
  it('are taken apart at their extremes where the weights are said to fit', () => {
    const random = new Random(SEED);
    let seen = 0;
    for (let row = 0; row < ROWS; row++) {
      const weights = [0, 1, 2].map(() => random.below(256) - 128);
      if (!fitsHalfword(weights)) continue;
      seen++;
      assert.ok(isTakenApart(weights), weights.join());
    }
    assert.ok(seen > ROWS / 4, `${seen}`);
  });

  it('do not fit where a borrow would leave 16 bits: keyword spotting has such a row', () => {
    assert.ok(!isTakenApart([42, 87, 127]));
    assert.ok(!fitsHalfword([42, 87, 127]));
    assert.ok(fitsHalfword([42, 87, 126]));
  });
});

import assert from 'node:assert/strict';
import { doublingHighMultiply, requantize } from '../../host/compile/fixed-point.ts';
import { agrees, outputSteps, type Rescaling } from '../../host/compile/output-steps.ts';
import { quantizeMultiplier } from '../../host/compile/quantize.ts';
import { Random } from '../support/random.ts';

const SEED = 31;
const CHANNELS = 60;

const randomChannel = (random: Random): Rescaling => {
  const reach = 1 + random.below(1 << (4 + random.below(13)));
  const middle = random.below(2 * reach) - reach;
  const low = random.below(200) - 128;
  const sums = { min: middle - reach, max: middle + reach };
  return {
    rescale: quantizeMultiplier(((1 + random.below(1000)) / 1000) * 2 ** (1 - random.below(17))),
    zero: random.below(256) - 128,
    limits: random.oneIn(2) ? { min: -128, max: 127 } : { min: low, max: low + random.below(128 - low) },
    sums,
  };
};

describe('output steps', () => {
  it(`say the value of every sum of ${CHANNELS} random channels (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let seen = 0;
    for (let index = 0; index < CHANNELS; index++) {
      const channel = randomChannel(random);
      const steps = outputSteps(channel);
      if (!steps) continue;
      seen++;
      let passed = 0;
      for (let sum = channel.sums.min; sum <= channel.sums.max; sum++) {
        while (steps.steps[passed] && sum >= (steps.steps[passed]?.sum as number)) passed++;
        const value = requantize(sum, channel.rescale) + channel.zero;
        const expected = Math.max(channel.limits.min, Math.min(channel.limits.max, value));
        const actual: number = steps.steps[passed - 1]?.value ?? steps.least;
        if (actual !== expected) assert.fail(`${sum}: ${actual}, not ${expected}, ${JSON.stringify(channel)}`);
      }
    }
    assert.ok(seen > CHANNELS / 2, `${seen} channels`);
  });

  it('tell a formula that is wrong at one sum', () => {
    const channel: Rescaling = {
      rescale: quantizeMultiplier(1 / 64),
      zero: 3,
      limits: { min: -20, max: 100 },
      sums: { min: -5000, max: 5000 },
    };
    const steps = outputSteps(channel);
    assert.ok(steps);
    const formula = (sum: number): number => Math.max(-20, Math.min(100, requantize(sum, channel.rescale) + 3));
    assert.ok(agrees(formula, steps));
    for (const { sum } of steps.steps) {
      assert.ok(!agrees((given) => formula(given === sum ? given - 1 : given), steps));
      assert.ok(!agrees((given) => formula(given === sum - 1 ? given + 1 : given), steps));
    }
  });

  it('do not exist where sums wrap around', () => {
    const limits = { min: -128, max: 127 };
    const sums = { min: -(2 ** 30), max: 2 ** 30 };
    assert.equal(outputSteps({ rescale: quantizeMultiplier(8), zero: 0, limits, sums }), undefined);
  });

  it('multiply high halves as integers do', () => {
    const random = new Random(SEED);
    const words = Array.from({ length: 2000 }, () => (random.next() | 0) >> random.below(31));
    const extremes = [-(2 ** 31), 2 ** 31 - 1, -1, 0, 1, 2 ** 30, -(2 ** 30)];
    for (const a of [...extremes, ...words])
      for (const b of extremes) {
        const product = Number((BigInt(a) * BigInt(b) + (1n << 30n)) >> 31n);
        assert.equal(doublingHighMultiply(a, b), Math.min(product, 2 ** 31 - 1), `${a} · ${b}`);
      }
  });
});

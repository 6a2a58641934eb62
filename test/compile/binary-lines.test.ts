import assert from 'node:assert/strict';
import { lineOf } from '../../host/compile/binary/line.ts';
import { realsOf, s8Outputs } from '../../host/compile/binary/reals.ts';
import { Random } from '../support/random.ts';

const SEED = 9;
const LAYERS = 100;

describe('lines for binary outputs of 8 bits', () => {
  it(`give what reals give for every number of differing bits: ${LAYERS} random channels (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let found = 0;
    for (let layer = 0; layer < LAYERS; layer++) {
      const signs = 1 + random.below(random.pick([64, 600, 2000]));
      const share = () => random.next() / 2 ** 32 - 0.5;
      const isTie = random.oneIn(3);
      const multiplier = isTie ? random.pick([0.5, -0.25, 1]) : (200 * share()) / Math.sqrt(signs);
      const zero = random.below(256) - 128;
      const reals = realsOf(multiplier, isTie ? 0 : 100 * share(), signs, { scale: 1, zero });
      const outputs = s8Outputs(signs, reals, { least: 0, most: 2 * signs });
      const line = lineOf(outputs);
      if (!line) continue;
      found++;
      outputs.forEach((output, n) => {
        const value = (Math.imul(n, line.slope) + line.start) >> line.shift;
        assert.equal(Math.max(line.least, Math.min(line.most, value)), output, `channel ${layer}, ${n} bits`);
      });
    }
    assert.ok(found > 0.98 * LAYERS, `${found} of ${LAYERS}`);
  });

  it('are not found where there is none', () => {
    assert.equal(lineOf(Int8Array.of(0, 1, 1, 1, 1, 1, 1, 7, 8)), undefined);
  });
});

import assert from 'node:assert/strict';
import { classify, countEqual, trainSequence } from '../../../../tools/train/batch/train.ts';
import type { LabelledImages } from '../../../../tools/train/data.ts';
import { startEngine } from '../../../../tools/train/engine/engine.ts';
import { members } from '../../../../tools/train/family/members.ts';
import { familyMegabytes, familyNetwork } from '../../../../tools/train/family/network.ts';
import { initializeFamily, loadState, saveState } from '../../../../tools/train/family/state.ts';
import { seededRandom } from '../../../../tools/train/random.ts';

const BATCH = 16;
const PIXELS = 28 * 28;
const EPOCHS = 4;

/** Bars of three widths somewhere on noise: easy, and not to be told by one pixel. */
const bars = (count: number, seed: number): LabelledImages => {
  const random = seededRandom(seed);
  const labels = Uint8Array.from({ length: count }, (_, at) => at % 3);
  const images = new Uint8Array(count * PIXELS).map(() => 60 * random.uniform());
  labels.forEach((label, image) => {
    const width = 2 + 5 * label;
    const left = Math.floor(random.uniform() * (28 - width));
    for (let row = 4; row < 24; row++) {
      const start = image * PIXELS + row * 28 + left;
      images.fill(200, start, start + width);
    }
  });
  return { images, labels, count, pixels: PIXELS };
};

describe('training of the family', () => {
  const learn = async (name: (typeof members)[number]['name'], seed: number) => {
    const network = familyNetwork(await startEngine(familyMegabytes(BATCH)), name, BATCH);
    const random = seededRandom(seed);
    initializeFamily(network, random);
    const losses: number[] = [];
    trainSequence(network.sequence, bars(144, 1), { epochs: EPOCHS, peakRate: 3e-3 }, random, (_, loss) =>
      losses.push(loss),
    );
    return { network, losses };
  };

  for (const { name } of members)
    it(`${name} learns`, async () => {
      const { network, losses } = await learn(name, 1);
      const test = bars(60, 2);
      const right = countEqual(classify(network.sequence, test), test.labels);
      assert.ok(right >= 51, `${right} of 60 right; losses ${losses}`);
    });

  it('comes to the same weights again, and to others from another seed', async () => {
    const state = saveState((await learn('ternary', 1)).network);
    assert.deepEqual(saveState((await learn('ternary', 1)).network), state);
    assert.notDeepEqual(saveState((await learn('ternary', 2)).network), state);
  });

  it('a state is taken over, statistics too', async () => {
    const { network } = await learn('float32', 1);
    const other = familyNetwork(await startEngine(familyMegabytes(BATCH)), 'float32', BATCH);
    loadState(other, saveState(network));
    const test = bars(40, 3);
    assert.deepEqual(classify(other.sequence, test), classify(network.sequence, test));
    assert.throws(() => loadState(other, new Uint8Array(4)), /a state of 4 bytes/);
  });
});

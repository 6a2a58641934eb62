import { importDamaged, seedFiles } from '../support/import-fuzz.ts';
import { Random } from '../support/random.ts';

const SEED = 20261124;
const COUNT = 2000;

describe('damaged model files', () => {
  it(`are refused by name or import as what they say (${COUNT} files, seed ${SEED}; more: tools/fuzz/import.ts)`, () => {
    const random = new Random(SEED);
    const files = seedFiles().filter(({ file }) => file.length < 100_000);
    for (let count = 0; count < COUNT; count++) {
      const damaged = random.pick(files).mutate(random);
      try {
        importDamaged(damaged);
      } catch (error) {
        throw new Error(`file ${count} of seed ${SEED}`, { cause: error });
      }
    }
  });
});

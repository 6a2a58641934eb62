import { importDamaged, onnxSeedFiles, seedFiles } from '../support/import-fuzz.ts';
import { Random } from '../support/random.ts';

const SEED = 20261124;
const COUNT = 2000;

describe('damaged model files', () => {
  for (const [format, seeds] of [['TFLite', seedFiles] as const, ['ONNX', onnxSeedFiles] as const])
    it(`of ${format} are refused by name or import as what they say (${COUNT} files, seed ${SEED}; more: tools/fuzz/import.ts)`, () => {
      const random = new Random(SEED);
      const files = seeds().filter(({ file }) => file.length < 100_000);
      for (let count = 0; count < COUNT; count++) {
        const seed = random.pick<(typeof files)[number]>(files);
        try {
          importDamaged(seed.mutate(random), seed.format);
        } catch (error) {
          throw new Error(`file ${count} of seed ${SEED}`, { cause: error });
        }
      }
    });
});

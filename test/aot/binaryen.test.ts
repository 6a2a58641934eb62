import { checkEverywhere } from '../support/binaryen/check.ts';
import { binaryenModule } from '../support/binaryen/make.ts';
import { loadSandboxes } from '../support/sandboxed.ts';
import { WasmRandom } from '../support/wasm-random.ts';

describe('random modules of Binaryen', () => {
  before(loadSandboxes);
  const [FIRST, COUNT] = [20_261_125, 12];

  it(`${COUNT} give, sandboxed on every processor, what they give in Node (seeds from ${FIRST}; more: npm run fuzz)`, async () => {
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      const wasm = await binaryenModule(seed);
      try {
        checkEverywhere(wasm, new WasmRandom(seed));
      } catch (error) {
        throw new Error(`seed ${seed}: npx tsx tools/fuzz/binaryen.ts 1 ${seed}`, { cause: error });
      }
    }
  });
});

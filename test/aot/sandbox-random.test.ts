import { hostCompiler } from '../support/c-compiler.ts';
import { binaryenModule } from '../support/programs/binaryen.ts';
import { checkInC, checkOnBoards, type Told } from '../support/programs/check.ts';
import { programOf } from '../support/programs/program.ts';
import { loadSandboxes } from '../support/sandboxed.ts';
import { WasmRandom } from '../support/wasm-random.ts';

describe('random modules of Binaryen', () => {
  before(loadSandboxes);
  const [FIRST, COUNT] = [20_261_125, 12];
  const told: Told[] = [];

  it(`${COUNT} give, sandboxed on every processor, what they give in Node (seeds from ${FIRST}; more: npm run fuzz)`, async () => {
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      const program = programOf(`seed ${seed}`, await binaryenModule(seed), new WasmRandom(seed));
      try {
        told.push(...[checkOnBoards(program) ?? []].flat());
      } catch (error) {
        throw new Error(`seed ${seed}: npx tsx tools/fuzz/sandbox.ts 1 ${seed}`, { cause: error });
      }
    }
  });

  it('and so do they in C', function () {
    if (!hostCompiler()) this.skip(); // needs gcc or clang
    checkInC(told);
  });
});

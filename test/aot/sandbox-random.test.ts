import { hostCompiler } from '../support/c-compiler.ts';
import { binaryenModule } from '../support/programs/binaryen.ts';
import { boundsModule, edgeAddress } from '../support/programs/bounds.ts';
import { checkInC, checkOnBoards, type Told } from '../support/programs/check.ts';
import { type Program, programOf } from '../support/programs/program.ts';
import { loadSandboxes } from '../support/sandboxed.ts';
import { WasmRandom } from '../support/wasm-random.ts';

describe('random sandboxed modules', () => {
  before(loadSandboxes);
  const FIRST = 20_261_125;
  const told: Told[] = [];
  const checkSeeds = async (count: number, make: (seed: number) => Program | Promise<Program>): Promise<void> => {
    for (let seed = FIRST; seed < FIRST + count; seed++) {
      const program = await make(seed);
      try {
        told.push(...[checkOnBoards(program) ?? []].flat());
      } catch (error) {
        throw new Error(`${program.name}: npx tsx tools/fuzz/sandbox.ts 1 ${seed}`, { cause: error });
      }
    }
  };

  it(`12 of Binaryen's give on every processor what they give in Node (seeds from ${FIRST}; more: npm run fuzz)`, () =>
    checkSeeds(12, async (seed) => programOf(`seed ${seed}`, await binaryenModule(seed), new WasmRandom(seed))));

  it('and so do 25 that reach for the ends of their memories', () =>
    checkSeeds(25, (seed) => {
      const random = new WasmRandom(seed);
      return programOf(`seed ${seed}, bounds`, boundsModule(random), random, () => edgeAddress(random));
    }));

  it('and all of them in C', function () {
    if (!hostCompiler()) this.skip(); // needs gcc or clang
    checkInC(told);
  });
});

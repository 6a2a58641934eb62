import assert from 'node:assert/strict';
import { dspInstructions } from '../../host/aot/ssa/dsp.ts';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';
import { WasmRandom } from '../support/wasm-random.ts';

const SEED = 20261125;
const CASES = 500;
const entry = 'arith/dsp/index.ts';

describe('DSP instructions', () => {
  let board: WasmBoard;
  let node: WasmNode;
  before(async () => {
    board = new WasmBoard(await compileAssemblyScript({ entry, flags: ['--use', 'HAS_DSP=1'] }), [], 'thumbv7em');
    node = new WasmNode(await compileAssemblyScript({ entry, flags: ['--use', 'HAS_DSP=0'] }));
  });

  for (const [name, [parameters]] of Object.entries(dspInstructions))
    it(`${name}: one instruction that gives what its definition gives in Node (${CASES} cases, seed ${SEED})`, () => {
      const random = new WasmRandom(SEED);
      for (let count = 0; count < CASES; count++) {
        const args = Array.from({ length: parameters }, () => Number(random.value('i32')));
        const { values, instructions } = board.call(name, ...args);
        assert.deepEqual(values, node.call(name, ...args).values, `${name}(${args.join(', ')})`);
        // With the return; a sum, which stays in its register, first goes from the third argument's to the result's.
        assert.equal(instructions, parameters === 3 ? 4 : 2);
      }
    });
});

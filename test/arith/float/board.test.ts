import assert from 'node:assert/strict';
import type { Section } from '../../../host/aot/object-code.ts';
import { compileAssemblyScript } from '../../../host/compile/asc.ts';
import { supportLibrary } from '../../../host/firmware/support-library.ts';
import { assertGolden } from '../../support/golden-file.ts';
import { WasmBoard } from '../../support/wasm-board.ts';
import { WasmNode } from '../../support/wasm-node.ts';
import { WasmRandom } from '../../support/wasm-random.ts';
import { edges } from './edges.ts';
import { checkCalls, nativeModule, type Operation, operations } from './operations.ts';
import { anyOperands, usualOperands } from './random-operands.ts';

const SEED = 9;
const CALLS = 400;

/** Random ones of the pairs: all of them are tried in Node. */
const someEdges = ({ params: [left = 'i32', right] }: Operation, random: WasmRandom) =>
  right
    ? Array.from({ length: CALLS }, () => [random.pick(edges[left]), random.pick(edges[right])])
    : edges[left].map((a) => [a]);

describe('software floating point on the emulated Cortex-M0+', () => {
  let wasm: Uint8Array;
  let support: readonly Section[];
  let native: WasmNode;
  before(async () => {
    wasm = await compileAssemblyScript({ entry: 'arith/float.ts' });
    support = await supportLibrary('thumbv6m');
    native = new WasmNode(nativeModule());
  });

  it('keeps no state: an interrupt may compute while the program does', () => {
    const { sections } = new WasmBoard(wasm, support).object;
    assert.deepEqual(
      sections.filter(({ kind }) => kind !== 'code').map(({ symbol }) => symbol),
      [],
    );
  });

  it(`gives the bits of the engine's own (seed ${SEED})`, () => {
    const board = new WasmBoard(wasm, support);
    for (const operation of operations) {
      const random = new WasmRandom(SEED);
      checkCalls(operation, [board, native], someEdges(operation, random));
      checkCalls(
        operation,
        [board, native],
        Array.from({ length: CALLS }, () => anyOperands(operation, random)),
      );
    }
  });

  it(`takes the instructions of the golden file for usual operands (seed ${SEED})`, () => {
    const board = new WasmBoard(wasm, support);
    const rows = operations.map((operation) => {
      const random = new WasmRandom(SEED);
      const counts = Array.from({ length: CALLS }, () => {
        const { instructions } = board.call(operation.name, ...usualOperands(operation, random));
        return instructions;
      });
      const mean = counts.reduce((sum, instructions) => sum + instructions) / CALLS;
      return `${operation.instruction.padEnd(20)} ${mean.toFixed(1).padStart(6)} ${String(Math.max(...counts)).padStart(5)}`;
    });
    const head = [
      `# Instructions of a call and return on Cortex-M0+: mean and most of ${CALLS} calls with usual operands, seed ${SEED};`,
      '# UPDATE_GOLDEN=1 npm test rewrites this file',
    ];
    assertGolden('float-instructions.txt', `${[...head, ...rows].join('\n')}\n`);
  });
});

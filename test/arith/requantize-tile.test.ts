import assert from 'node:assert/strict';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { Random } from '../support/random.ts';
import { WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';

const SEED = 4;
const CALLS = 3000;
const source = [
  "import { requantize_to_s8 } from './arith/tiles/requantize';",
  "import { clamp, requantize } from './arith/requantize';",
  'export function short(x: i32, m: i32, offset: i32, e: i32): i32 { return requantize_to_s8(x, m, offset, e); }',
  'export function exact(x: i32, m: i32, zero: i32, e: i32): i32 { return clamp(requantize(x, m, -e) + zero, -128, 127); }',
].join('\n');

describe('rescaling of DSP tiles', () => {
  let inNode: WasmNode;
  let onBoard: WasmBoard;
  before(async () => {
    const compile = (hasDsp: number) =>
      compileAssemblyScript({ entry: 'dsp.ts', files: { 'dsp.ts': source }, flags: ['--use', `HAS_DSP=${hasDsp}`] });
    inNode = new WasmNode(await compile(0));
    onBoard = new WasmBoard(await compile(1), await supportLibrary('thumbv7em'), 'thumbv7em');
  });

  const valuesOf = (machine: WasmNode | WasmBoard, name: string, args: readonly number[]) => {
    const outcome = machine.call(name, ...args);
    assert.ok('values' in outcome);
    return outcome.values;
  };

  it(`equals the double rounding in its whole range (seed ${SEED})`, () => {
    const random = new Random(SEED);
    for (let call = 0; call < 20 * CALLS; call++) {
      const exponent = 1 + random.below(31);
      const zero = random.below(256) - 128;
      const offset = 2 ** (exponent - 1) + zero * 2 ** exponent;
      const limit = Math.min(2 ** 30, 2 ** 31 - 1 - Math.abs(offset));
      if (limit <= 0) continue;
      const size = Math.min(limit, 2 ** (1 + random.below(30)));
      const x = random.oneIn(4)
        ? random.pick([0, 1, -1, limit - 1, 1 - limit])
        : (random.next() % (2 * size - 1)) - size + 1;
      const multiplier = random.oneIn(4)
        ? random.pick([0, 2 ** 30, 2 ** 31 - 1, 2 ** 30 + 1, 3 * 2 ** 29])
        : 2 ** 30 + random.below(2 ** 30);
      const expected = valuesOf(inNode, 'exact', [x, multiplier, zero, exponent]);
      const args = [x, multiplier, offset, exponent];
      assert.deepEqual(valuesOf(inNode, 'short', args), expected, `${args}`);
      if (call % 20 === 0) assert.deepEqual(valuesOf(onBoard, 'short', args), expected, `${args} on the core`);
    }
  });

  it('ties and their neighbours, at every exponent', () => {
    for (let exponent = 1; exponent < 30; exponent++)
      for (const sign of [1, -1])
        for (const near of [-2, -1, 0, 1, 2])
          for (const steps of [0.5, 1, 1.5, 2.5, 127.5, 128.5]) {
            // A multiplier of 2^30 halves, exactly or to a tie of its own.
            const x = sign * (steps * 2 ** (exponent + 1)) + near;
            const offset = 2 ** (exponent - 1);
            if (Math.abs(x) >= Math.min(2 ** 30, 2 ** 31 - 1 - offset)) continue;
            const expected = valuesOf(inNode, 'exact', [x, 2 ** 30, 0, exponent]);
            assert.deepEqual(
              valuesOf(inNode, 'short', [x, 2 ** 30, offset, exponent]),
              expected,
              `${x} >> ${exponent}`,
            );
          }
  });
});

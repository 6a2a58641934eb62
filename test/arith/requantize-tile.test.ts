import assert from 'node:assert/strict';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { isRefusal, refuse } from '../../host/compile/refusal.ts';
import { shortRescale } from '../../host/compile/rescale-dsp.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { Random } from '../support/random.ts';
import { WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';

const SEED = 4;
const CALLS = 3000;
const source = [
  "import { requantize_doubled_to_s8, rescale_to_s8 } from './arith/tiles/requantize';",
  "import { clamp, requantize } from './arith/requantize';",
  'export function short(x: i32, m: i32, factor: i32, zero: i32): i32 { return rescale_to_s8(x, m, factor, zero); }',
  'export function long(x: i32, m: i32, offset: i32, e: i32): i32 { return requantize_doubled_to_s8(x << 1, m, offset, e); }',
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

  const multiplierOf = (random: Random) =>
    random.oneIn(4)
      ? random.pick([0, 2 ** 30, 2 ** 31 - 1, 2 ** 30 + 1, 3 * 2 ** 29])
      : 2 ** 30 + random.below(2 ** 30);
  const sumOf = (random: Random, limit: number) => {
    const size = Math.min(limit, 2 ** (1 + random.below(31)));
    return random.oneIn(4)
      ? random.pick([0, 1, -1, limit - 1, 1 - limit])
      : (random.next() % (2 * size - 1)) - size + 1;
  };

  it(`equals the double rounding wherever it fits (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let fitting = 0;
    for (let call = 0; call < 40 * CALLS; call++) {
      const zero = random.pick([-128, 0, 127, random.below(256) - 128]);
      const min = random.oneIn(2) ? zero : -128;
      const limit = 2 ** (1 + random.below(31));
      const exponent = 1 + random.below(31);
      const multiplier = multiplierOf(random);
      const rescale = shortRescale({ multiplier, shift: -exponent }, { zero, min }, limit);
      if (isRefusal(rescale)) continue;
      fitting++;
      const x = random.oneIn(2) ? sumOf(random, limit) : nearTie(random, multiplier, exponent);
      if (Math.abs(x) > limit || Math.abs(x) >= 2 ** 31) continue;
      const expected = valuesOf(inNode, 'exact', [x, multiplier, zero, exponent]).map((value) =>
        Math.max(Number(value), min),
      );
      const args = [x, ...rescale, zero];
      const told = `${x} of ${limit} times ${multiplier} >> ${exponent}, from ${zero}, at least ${min}`;
      const clamped = (machine: WasmNode | WasmBoard) =>
        valuesOf(machine, 'short', args).map((value) => Math.max(Number(value), min));
      assert.deepEqual(clamped(inNode), expected, told);
      if (call % 20 === 0) assert.deepEqual(clamped(onBoard), expected, `${told} on the core`);
    }
    assert.ok(fitting > 10 * CALLS);
  });

  /** A sum whose first rounding is a tie of the second, or next to it. */
  const nearTie = (random: Random, multiplier: number, exponent: number) => {
    const tie = (random.below(512) - 256 + 0.5) * 2 ** exponent;
    return Math.round((tie * 2 ** 31) / Math.max(multiplier, 1)) + random.below(5) - 2;
  };

  it('does not fit where the factor would reach a second tie, or no multiplier is left', () => {
    const range = { zero: 0, min: -128 };
    const multiplier = 2 ** 31 - 1;
    assert.deepEqual(shortRescale({ multiplier, shift: -12 }, range, 2 ** 30), [2 ** 32 - 2 - 2 ** 32, 2 ** 20 + 1]);
    const tooLarge = refuse('right shift 13 is too large where outputs below the zero point count');
    assert.deepEqual(shortRescale({ multiplier, shift: -13 }, range, 2 ** 30), tooLarge);
    assert.deepEqual(shortRescale({ multiplier, shift: -13 }, range, 2 ** 18), [-2, 2 ** 19 + 1]);
    assert.deepEqual(shortRescale({ multiplier, shift: -13 }, { zero: 0, min: 0 }, 2 ** 30), [-2, 2 ** 19]);
    for (const right of [1, 0, -3]) {
      const tooSmall = refuse(`right shift ${right} is below 2`);
      assert.deepEqual(shortRescale({ multiplier, shift: -right }, range, 100), tooSmall);
    }
  });

  it(`in four instructions equals it, too (seed ${SEED})`, () => {
    const random = new Random(SEED);
    for (let call = 0; call < 20 * CALLS; call++) {
      const exponent = 1 + random.below(31);
      const zero = random.below(256) - 128;
      const offset = 2 ** (exponent - 1) + zero * 2 ** exponent;
      const limit = Math.min(2 ** 30, 2 ** 31 - 1 - Math.abs(offset));
      if (limit <= 0) continue;
      const x = sumOf(random, limit);
      const multiplier = multiplierOf(random);
      const expected = valuesOf(inNode, 'exact', [x, multiplier, zero, exponent]);
      const args = [x, multiplier, offset, exponent];
      assert.deepEqual(valuesOf(inNode, 'long', args), expected, `${args}`);
      if (call % 20 === 0) assert.deepEqual(valuesOf(onBoard, 'long', args), expected, `${args} on the core`);
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
            assert.deepEqual(valuesOf(inNode, 'long', [x, 2 ** 30, offset, exponent]), expected, `${x} >> ${exponent}`);
          }
  });
});

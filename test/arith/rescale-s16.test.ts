import assert from 'node:assert/strict';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { reduced, wordRescale } from '../../host/compile/rescale-s16.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { Random } from '../support/random.ts';
import { WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';

const SEED = 16;
const CALLS = 20_000;
const source = [
  "import { rescale_wide, rescale_word } from './arith/s16/rescale';",
  'export function wide(x: i64, m: i32, shift: i32): i32 { return rescale_wide(x, m, shift); }',
  'export function word(x: i32, m: i32, steps: i32): i32 { return rescale_word(x, m, steps); }',
].join('\n');

/** MultiplyByQuantizedMultiplier of int64, in numbers without end. */
const reference = (x: bigint, multiplier: number, shift: number): number => {
  const bits = BigInt(15 - shift);
  return Number(BigInt.asIntN(32, (x * BigInt(multiplier) + (1n << (bits - 1n))) >> bits));
};

describe('rescaling of 16-bit outputs', () => {
  let machines: readonly (WasmNode | WasmBoard)[];
  before(async () => {
    const wasm = await compileAssemblyScript({ entry: 's16.ts', files: { 's16.ts': source }, flags: [] });
    machines = [
      new WasmNode(wasm),
      new WasmBoard(wasm, await supportLibrary('thumbv6m'), 'thumbv6m'),
      new WasmBoard(wasm, await supportLibrary('thumbv7em'), 'thumbv7em'),
    ];
  });

  const assertAll = (call: number, name: string, args: readonly (number | bigint)[], expected: number) => {
    for (const machine of call % 20 === 0 ? machines : machines.slice(0, 1)) {
      const outcome = machine.call(name, ...args);
      assert.ok('values' in outcome);
      assert.equal(Number(outcome.values[0]), expected, `${name}(${args})`);
    }
  };
  const multiplierOf = (random: Random) =>
    random.pick([2 ** 30, 2 ** 31 - 1, 0x7ffe_ffff, 0x7fff_0000, 2 ** 30 + random.below(2 ** 30)]);
  /** Any size, ends included. */
  const sumOf = (random: Random, bits: number): bigint => {
    const size = 1n << BigInt(1 + random.below(bits));
    const value = (BigInt(random.next()) << 20n) + BigInt(random.next());
    return random.oneIn(4) ? random.pick([0n, -1n, 1n, size - 1n, -size]) : (value % (2n * size)) - size;
  };

  it(`of 64-bit sums rounds once (seed ${SEED})`, () => {
    const random = new Random(SEED);
    for (let call = 0; call < CALLS; call++) {
      const multiplier = reduced({ multiplier: multiplierOf(random), shift: 0 });
      const [x, shift] = [sumOf(random, 46), random.below(40) - 31];
      assertAll(call, 'wide', [x, multiplier, shift], reference(x, multiplier, shift));
    }
  });

  it(`in words gives the same wherever it fits (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let fitting = 0;
    for (let call = 0; call < CALLS; call++) {
      const rescale = { multiplier: multiplierOf(random), shift: random.below(40) - 31 };
      const found = wordRescale({ taps: [], bias: 0, rescale });
      assert.equal(found !== undefined, rescale.shift <= -2);
      if (!found) continue;
      fitting++;
      const x = sumOf(random, 30);
      assertAll(call, 'word', [Number(x), ...found], reference(x, reduced(rescale), rescale.shift));
    }
    assert.ok(fitting > CALLS / 2);
  });

  it('in words is not for sums that may leave a word', () => {
    const rescale = { multiplier: 2 ** 30, shift: -5 };
    const taps = new Array<number>(512).fill(-128);
    assert.equal(wordRescale({ taps, bias: 0, rescale }), undefined);
    assert.deepEqual(wordRescale({ taps: taps.slice(1), bias: 2 ** 22 - 1, rescale }), [2 ** 14, 3]);
    assert.equal(wordRescale({ taps: taps.slice(1), bias: -(2 ** 22), rescale }), undefined);
    assert.deepEqual(wordRescale({ taps, bias: 0, rescale: { multiplier: 0, shift: 0 } }), undefined);
    assert.deepEqual(wordRescale({ taps: [1], bias: 0, rescale: { multiplier: 0, shift: 0 } }), [0, 0]);
  });
});

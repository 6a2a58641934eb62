import assert from 'node:assert/strict';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { requantize } from '../../host/compile/fixed-point.ts';
import { type Multiplier, multiplierWords, quantizeMultiplier } from '../../host/compile/quantize.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { Random } from '../support/random.ts';
import { WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';

const SEED = 24;
const SCALES = 50_000;
const SUMS = 40;
const CALLS_ON_BOARDS = 2000;
const source = [
  "import { requantize } from './arith/requantize';",
  'export function rescale(x: i32, multiplier: i32, shift: i32): i32 { return requantize(x, multiplier, shift); }',
].join('\n');

const { fround } = Math;

/** Any float32 of 2^-33 .. 2^10. */
const scaleOf = (random: Random): number => {
  const mantissa = random.pick([2 ** 23, 2 ** 24 - 1, 3 * 2 ** 22, 2 ** 23 + random.below(2 ** 23)]);
  return mantissa * 2 ** (random.below(44) - 56);
};

/** Of any size, ends included; or where the scaled sum lies next to a tie. */
const sumOf = (random: Random, scale: number): number => {
  const size = 2 ** (1 + random.below(31));
  if (random.oneIn(8))
    return random.pick([0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 2 ** 24 + 1, 2 ** 24 + 3, -(2 ** 25) - 2]);
  if (random.oneIn(3)) return Math.floor(random.next() % (2 * size)) - size;
  const tie = random.below(random.oneIn(4) ? 2 ** 20 : 256) + 0.5;
  const sum = Math.round(tie / scale) + random.below(5) - 2;
  return Math.abs(sum) < 2 ** 31 ? (random.oneIn(2) ? sum : 0 - sum) : size - 1;
};

const floatMultiplier = (scale: number): Multiplier => ({ ...quantizeMultiplier(scale), rounds: 'float32' });

/** As the processor has it: round to even is what adding and subtracting 1.5 · 2^52 does. */
const inFloats = (sum: number, scale: number): number => {
  const limited = Math.max(-(2 ** 23), Math.min(2 ** 23, fround(fround(sum) * scale)));
  return limited + 1.5 * 2 ** 52 - 1.5 * 2 ** 52;
};

describe('rescaling as XNNPACK does', () => {
  let wasm: Uint8Array;
  before(async () => {
    const flags = ['--use', 'ROUNDS_OTHERWISE=1'];
    wasm = await compileAssemblyScript({ entry: 'rounds.ts', files: { 'rounds.ts': source }, flags });
  });

  it(`equals float32 and rounding to even (seed ${SEED})`, async () => {
    const { instance } = await WebAssembly.instantiate(wasm, {
      env: { memory: new WebAssembly.Memory({ initial: 1 }) },
    });
    const rescale = instance.exports['rescale'] as (x: number, multiplier: number, shift: number) => number;
    const random = new Random(SEED);
    let ties = 0;
    for (let scales = 0; scales < SCALES; scales++) {
      const scale = scaleOf(random);
      const multiplier = floatMultiplier(scale);
      const words = multiplierWords(multiplier);
      for (let sums = 0; sums < SUMS; sums++) {
        const sum = sumOf(random, scale);
        const expected = inFloats(sum, scale);
        if (Math.abs(fround(fround(sum) * scale) % 1) === 0.5) ties++;
        if (rescale(sum, ...words) !== expected || requantize(sum, multiplier) !== expected)
          assert.fail(`${sum} · ${scale} is ${rescale(sum, ...words)}, not ${expected}`);
      }
    }
    assert.ok(ties > SCALES, `${ties} ties`);
  });

  it(`gives the same on boards, ties that go up, and the double rounding of other layers (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const calls = Array.from({ length: CALLS_ON_BOARDS }, (_, call): readonly [number, Multiplier] => {
      const scale = scaleOf(random);
      const sum = sumOf(random, scale);
      if (call % 3 === 0) return [sum, floatMultiplier(scale)];
      const small = sum >> (3 + random.below(8));
      if (call % 3 === 1) return [small, { multiplier: 2 ** 30, shift: -random.below(28), rounds: 'up' }];
      return [small, { multiplier: 2 ** 30 + random.below(2 ** 30), shift: -random.below(32) }];
    });
    const machines = [
      () => new WasmNode(wasm),
      ...(['thumbv6m', 'thumbv7em'] as const).map(
        (target) => async () => new WasmBoard(wasm, await supportLibrary(target), target),
      ),
    ];
    for (const open of machines) {
      const machine = await open();
      for (const [sum, multiplier] of calls) {
        const outcome = machine.call('rescale', sum, ...multiplierWords(multiplier));
        assert.ok('values' in outcome);
        assert.equal(outcome.values[0], requantize(sum, multiplier), `${sum}, ${JSON.stringify(multiplier)}`);
      }
    }
  });
});

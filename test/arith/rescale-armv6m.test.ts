import assert from 'node:assert/strict';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { requantize } from '../../host/compile/fixed-point.ts';
import type { Rescaling } from '../../host/compile/output-steps.ts';
import { isRefusal, refuse } from '../../host/compile/refusal.ts';
import { type PiecewiseRescale, piecewiseRescale } from '../../host/compile/rescale-armv6m.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { Random } from '../support/random.ts';
import { MEMORY, WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';

const SEED = 11;
const CHANNELS = 400;
const source = [
  "import { rescale_armv6m } from './arith/tiles/rescale_armv6m';",
  'export function put(at: usize, value: i32): void { store<i32>(at, value); }',
  'export function rescale(x: i32, at: usize): i32 { return <i8>rescale_armv6m(x, at); }',
].join('\n');
const AT = MEMORY.origin;

/** A channel whose outputs take more or less of the sums that can occur. */
const randomChannel = (random: Random): Rescaling => {
  const zero = random.pick([-128, 0, 127, random.below(256) - 128]);
  const reach = 2 ** (6 + random.below(15)) + random.below(50);
  const centre = random.below(2 * reach) - reach;
  const outputs = 2 ** (3 + random.below(8));
  const real = outputs / (2 * reach);
  const shift = Math.ceil(Math.log2(real));
  const multiplier = random.oneIn(20)
    ? random.pick([0, 2 ** 30, 2 ** 31 - 1, 2 ** 30 + 1])
    : 2 ** 30 + random.below(2 ** 30);
  const isLimited = random.oneIn(2);
  const limits = isLimited ? { min: zero, max: zero + random.below(128 - zero) } : { min: -128, max: 127 };
  return { rescale: { multiplier, shift }, zero, limits, sums: { min: centre - reach, max: centre + reach } };
};

/** What the reference gives. */
const expected = (x: number, { rescale, zero, limits }: Rescaling): number =>
  Math.max(limits.min, Math.min(limits.max, requantize(x, rescale) + zero));

describe('rescaling for cores without a long multiplication', () => {
  let inNode: WasmNode;
  let onBoard: WasmBoard;
  before(async () => {
    const wasm = await compileAssemblyScript({ entry: 'rescale.ts', files: { 'rescale.ts': source } });
    inNode = new WasmNode(wasm);
    onBoard = new WasmBoard(wasm, await supportLibrary('thumbv6m'), 'thumbv6m');
  });

  const put = (machine: WasmNode | WasmBoard, words: PiecewiseRescale) => {
    words.forEach((word, at) => {
      machine.call('put', AT + 4 * at, word);
    });
  };
  const outputOf = (machine: WasmNode | WasmBoard, x: number, { min, max }: Rescaling['limits']) => {
    const outcome = machine.call('rescale', x, AT);
    assert.ok('values' in outcome);
    return Math.max(min, Math.min(max, Number(outcome.values[0])));
  };

  it(`equals the reference for every sum that can occur, of ${CHANNELS} random channels (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let found = 0;
    for (let at = 0; at < CHANNELS; at++) {
      const channel = randomChannel(random);
      const { sums, limits } = channel;
      const words = piecewiseRescale(channel);
      if (isRefusal(words)) continue;
      found++;
      put(inNode, words);
      put(onBoard, words);
      const told = JSON.stringify(channel);
      const every = sums.max - sums.min > 40_000 ? 1 + random.below(40) : 1;
      for (let x = sums.min; x <= sums.max; x += every)
        assert.equal(outputOf(inNode, x, limits), expected(x, channel), `${x} of ${told}`);
      for (const x of [sums.min, sums.max, -1, 0, random.below(sums.max - sums.min) + sums.min])
        if (x >= sums.min && x <= sums.max)
          assert.equal(outputOf(onBoard, x, limits), expected(x, channel), `${x} of ${told} on the core`);
    }
    assert.ok(found > 0.9 * CHANNELS, `${found} of ${CHANNELS}`);
  });

  it('does not fit where sums are too large', () => {
    const channel = { rescale: { multiplier: 2 ** 30, shift: -10 }, zero: 0, limits: { min: -128, max: 127 } };
    const sums = { min: 0, max: 2 ** 22 - 1 };
    assert.ok(!isRefusal(piecewiseRescale({ ...channel, sums })));
    const tooLarge = refuse('sums may reach 4194304');
    assert.deepEqual(piecewiseRescale({ ...channel, sums: { ...sums, max: 2 ** 22 } }), tooLarge);
    assert.deepEqual(piecewiseRescale({ ...channel, sums: { ...sums, min: -(2 ** 22) } }), tooLarge);
  });

  it('gives one value where all sums do', () => {
    for (const [multiplier, shift, sums] of [
      [0, 0, { min: -1000, max: 1000 }],
      [2 ** 30, -12, { min: -9000, max: -8500 }],
      [2 ** 30, -12, { min: 3, max: 4 }],
    ] as const) {
      const channel = { rescale: { multiplier, shift }, zero: 7, limits: { min: -128, max: 127 }, sums };
      put(inNode, piecewiseRescale(channel) as PiecewiseRescale);
      for (let x = sums.min; x <= sums.max; x++)
        assert.equal(outputOf(inNode, x, channel.limits), expected(x, channel), `${x}`);
    }
  });
});

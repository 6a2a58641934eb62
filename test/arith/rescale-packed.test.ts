import assert from 'node:assert/strict';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { requantize } from '../../host/compile/fixed-point.ts';
import type { Rescaling } from '../../host/compile/output-steps.ts';
import { isRefusal, refuse } from '../../host/compile/refusal.ts';
import { requantizePieces } from '../../host/compile/requantize-pieces.ts';
import { packedRescale } from '../../host/compile/rescale-packed.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { Random } from '../support/random.ts';
import { MEMORY, WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';

const SEED = 12;
const CHANNELS = 300;
const source = [
  "import { requantize_pieces } from './arith/tiles/requantize_pieces';",
  "import { rescale_packed } from './arith/tiles/rescale_packed';",
  'export function put(at: usize, value: i32): void { store<i32>(at, value); }',
  'export function long(x: i32, at: usize): i32 { return <i8>requantize_pieces(x, at); }',
  'export function short(x: i32, at: usize): i32 {',
  '  return <i8>rescale_packed(x, load<i32>(at), load<i32>(at, 4), load<i32>(at, 8));',
  '}',
].join('\n');
const AT = MEMORY.origin;

interface Channel extends Rescaling {
  readonly bias: number;
}

/** A channel of a depthwise layer; `isCut` where its activation leaves nothing below the zero point. */
const randomChannel = (random: Random, isCut: boolean): Channel => {
  const zero = random.pick([-128, 0, 127, random.below(256) - 128]);
  const reach = 2 ** (6 + random.below(12)) + random.below(50);
  const bias = random.below(2 * reach) - reach;
  const outputs = 2 ** (1 + random.below(9));
  const shift = Math.ceil(Math.log2(outputs / (2 * reach)));
  const multiplier = random.oneIn(20) ? random.pick([0, 2 ** 30, 2 ** 31 - 1]) : 2 ** 30 + random.below(2 ** 30);
  const limits = { min: isCut ? zero : -128, max: 127 };
  return { rescale: { multiplier, shift }, zero, limits, bias, sums: { min: bias - reach, max: bias + reach } };
};

/** What the reference gives. */
const expected = (x: number, { rescale, zero, limits }: Rescaling): number =>
  Math.max(limits.min, Math.min(limits.max, requantize(x, rescale) + zero));

describe('rescaling of packed sums', () => {
  let inNode: WasmNode;
  let onBoard: WasmBoard;
  before(async () => {
    const wasm = await compileAssemblyScript({ entry: 'rescale.ts', files: { 'rescale.ts': source } });
    inNode = new WasmNode(wasm);
    onBoard = new WasmBoard(wasm, await supportLibrary('thumbv6m'), 'thumbv6m');
  });

  /** Compares all of a channel's outputs with the reference's; without its bias, which may be in the offset, if so wanted. */
  const check = (name: 'short' | 'long', words: readonly number[], channel: Channel, random: Random) => {
    const { sums, limits, bias } = channel;
    const without = name === 'short' ? bias : 0;
    const told = JSON.stringify(channel);
    const compare = (machine: WasmNode | WasmBoard, x: number) => {
      const outcome = machine.call(name, x - without, AT);
      assert.ok('values' in outcome);
      const output = Math.max(limits.min, Math.min(limits.max, Number(outcome.values[0])));
      assert.equal(output, expected(x, channel), `${x} of ${told}`);
    };
    for (const machine of [inNode, onBoard])
      words.forEach((word, at) => {
        machine.call('put', AT + 4 * at, word);
      });
    const every = sums.max - sums.min > 40_000 ? 1 + random.below(20) : 1;
    for (let x = sums.min; x <= sums.max; x += every) compare(inNode, x);
    for (const x of [sums.min, sums.max, random.below(sums.max - sums.min) + sums.min]) compare(onBoard, x);
  };

  it(`the long one equals the reference, of ${CHANNELS} random channels (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let found = 0;
    for (let at = 0; at < CHANNELS; at++) {
      const channel = randomChannel(random, random.oneIn(2));
      const words = requantizePieces(channel);
      if (isRefusal(words)) continue;
      found++;
      check('long', words, channel, random);
    }
    assert.ok(found > 0.9 * CHANNELS, `${found} of ${CHANNELS}`);
  });

  it(`the short one where nothing below the zero point matters, of ${CHANNELS} random channels (seed ${SEED})`, () => {
    const random = new Random(SEED);
    let found = 0;
    for (let at = 0; at < CHANNELS; at++) {
      const channel = randomChannel(random, true);
      const words = packedRescale(channel, channel.bias);
      if (!words) continue;
      found++;
      check('short', words, channel, random);
    }
    assert.ok(found > 0.9 * CHANNELS, `${found} of ${CHANNELS}`);
  });

  it('neither takes sums that are too large', () => {
    const limits = { min: -128, max: 127 };
    const channel = { rescale: { multiplier: 2 ** 30, shift: -10 }, zero: -128, limits };
    const upTo = (max: number) => ({ ...channel, sums: { min: 0, max } });
    assert.ok(!isRefusal(requantizePieces(upTo(2 ** 20 - 1))));
    assert.deepEqual(requantizePieces(upTo(2 ** 20)), refuse('sums may reach 1048576'));
    assert.ok(packedRescale(upTo(2 ** 18 - 1), 0));
    assert.equal(packedRescale(upTo(2 ** 18), 0), undefined);
  });
});

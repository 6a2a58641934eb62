import assert from 'node:assert/strict';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { MEMORY, WasmBoard } from '../support/wasm-board.ts';
import { WasmNode } from '../support/wasm-node.ts';

const source = `
export function fill(to: usize, words: i32): void {
  for (let at = 0; at < words; at++) store<i32>(to + (at << 2), at * 0x01234567 + 89);
}
/** Sums of products, from two pointers. */
export function pairs(a: usize, b: usize, n: i32): i32 {
  let sum = 0;
  do {
    sum += load<i32>(a) * load<i32>(b) + load<i32>(a, 4) * load<i32>(b, 4);
    a += 8;
    b += 8;
    n--;
  } while (n);
  return sum;
}
/** The second word of each pair is not there before the first one is used. */
export function chained(a: usize, n: i32): i32 {
  let sum = 0;
  do {
    const first = load<i32>(a);
    store<i32>(a, first + 1, 4);
    sum += first * load<i32>(a, 4);
    a += 8;
    n--;
  } while (n);
  return sum;
}
/** The pointer is wanted as it was, and where it ends. */
export function kept(a: usize, n: i32): i32 {
  let sum = 0;
  do {
    sum += (load<i32>(a) ^ load<i32>(a, 4)) + <i32>a;
    a += 8;
    n--;
  } while (n);
  return sum - <i32>a;
}
/** Asked for in the other order, which nothing in between forbids to change. */
export function crossed(a: usize, n: i32): i32 {
  let sum = 0;
  do {
    sum = (sum ^ load<i32>(a, 4)) * load<i32>(a);
    a += 8;
    n--;
  } while (n);
  return sum;
}
`;

describe('words loaded in pairs on the Cortex-M0+', () => {
  let inNode: WasmNode;
  let onBoard: WasmBoard;
  before(async () => {
    const wasm = await compileAssemblyScript({ entry: 'pairs.ts', files: { 'pairs.ts': source } });
    inNode = new WasmNode(wasm);
    onBoard = new WasmBoard(wasm, await supportLibrary('thumbv6m'), 'thumbv6m');
  });

  /** LDM with another base than the stack pointer (ARMv6-M ARM, A6.7.25). */
  const loadsMultiple = (name: string): boolean => {
    const section = onBoard.object.sections.find(({ symbol }) => symbol.endsWith(`.${name}`));
    assert.ok(section, name);
    const halves = new DataView(section.bytes.buffer, section.bytes.byteOffset, section.bytes.length);
    return Array.from({ length: section.bytes.length / 2 }, (_, at) => halves.getUint16(2 * at, true)).some(
      (half) => half >> 11 === 0b11001,
    );
  };

  const at = MEMORY.origin + 64;
  for (const [name, args, isPaired] of [
    ['pairs', [at, at + 512], true],
    ['chained', [at], false],
    ['kept', [at], false],
    ['crossed', [at], true],
  ] as const)
    it(`${name}: as in Node, ${isPaired ? 'by LDM' : 'one at a time'}`, () => {
      for (const n of [1, 2, 7, 50]) {
        for (const machine of [inNode, onBoard]) machine.call('fill', at, 256);
        const [expected, actual] = [inNode.call(name, ...args, n), onBoard.call(name, ...args, n)];
        assert.ok('values' in expected && 'values' in actual);
        assert.deepEqual(actual.values, expected.values);
        assert.deepEqual(Buffer.from(onBoard.memory), Buffer.from(inNode.memory));
      }
      assert.equal(loadsMultiple(name), isPaired);
    });
});

import assert from 'node:assert/strict';
import type { Section } from '../../host/aot/object-code.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { WasmBoard } from './wasm-board.ts';
import { encodeModule, type ModuleSpec } from './wasm-encoder.ts';
import { WasmNode } from './wasm-node.ts';
import { showOutcome, type WasmValue } from './wasm-values.ts';

export type Call = readonly [name: string, ...args: readonly WasmValue[]];

let support: readonly Section[] = [];
/** For mocha's `before`: the support library takes a moment to compile. */
export const loadSupport = async (): Promise<void> => {
  support = await supportLibrary('thumbv6m');
};

/** A module on both machines. */
export class WasmPair {
  readonly board: WasmBoard;
  readonly node: WasmNode;
  readonly #globals: readonly number[];

  constructor(spec: ModuleSpec) {
    const wasm = encodeModule(spec);
    this.node = new WasmNode(wasm);
    this.board = new WasmBoard(wasm, support);
    this.#globals = (spec.globals ?? []).flatMap(({ isMutable }, at) => (isMutable ? [at] : []));
  }

  fill(bytes: Uint8Array, offset = 0): void {
    this.node.memory.set(bytes, offset);
    this.board.memory.set(bytes, offset);
  }

  /** Fails unless both give one result, or both trap, and leave the same memory and globals. */
  check(...calls: readonly Call[]): void {
    for (const [name, ...args] of calls) {
      // The board first: it gives up on what does not end, Node does not.
      const actual = this.board.call(name, ...args);
      const expected = this.node.call(name, ...args);
      assert.equal(showOutcome(actual), showOutcome(expected), `${name}(${args.join(', ')})`);
    }
    this.checkState(`after ${calls.length} calls`);
  }

  checkState(when: string): void {
    for (const at of this.#globals) assert.equal(this.board.global(at), this.node.global(at), `global ${at} ${when}`);
    if (Buffer.compare(this.board.memory, this.node.memory) !== 0)
      assert.deepEqual(this.board.memory, this.node.memory, `memory ${when}`);
  }
}

/** Runs the calls on a fresh pair. */
export const checkModule = (spec: ModuleSpec, ...calls: readonly Call[]): WasmPair => {
  const pair = new WasmPair(spec);
  pair.check(...calls);
  return pair;
};

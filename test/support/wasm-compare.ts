import assert from 'node:assert/strict';
import type { Target } from '../../host/aot/compile-module.ts';
import type { Section } from '../../host/aot/object-code.ts';
import { supportLibrary } from '../../host/firmware/support-library.ts';
import { WasmBoard } from './wasm-board.ts';
import { encodeModule, type ModuleSpec } from './wasm-encoder.ts';
import { WasmNode } from './wasm-node.ts';
import { showOutcome, type WasmValue } from './wasm-values.ts';

export type Call = readonly [name: string, ...args: readonly WasmValue[]];

const targets: readonly Target[] = ['thumbv6m', 'thumbv7em'];
const support = new Map<Target, readonly Section[]>();
/** For mocha's `before`: the support libraries take a moment to compile. */
export const loadSupport = async (): Promise<void> => {
  for (const target of targets) support.set(target, support.get(target) ?? (await supportLibrary(target)));
};

/** A module in Node and on every processor. */
export class WasmMachines {
  readonly boards: readonly WasmBoard[];
  readonly node: WasmNode;
  readonly #globals: readonly number[];

  constructor(spec: ModuleSpec) {
    const wasm = encodeModule(spec);
    this.node = new WasmNode(wasm);
    this.boards = targets.map((target) => new WasmBoard(wasm, support.get(target) ?? [], target));
    this.#globals = (spec.globals ?? []).flatMap(({ isMutable }, at) => (isMutable ? [at] : []));
  }

  fill(bytes: Uint8Array, offset = 0): void {
    for (const { memory } of [this.node, ...this.boards]) memory.set(bytes, offset);
  }

  /** Fails unless all give one result, or all trap, and leave the same memory and globals. */
  check(...calls: readonly Call[]): void {
    for (const [name, ...args] of calls) {
      // The boards first: they give up on what does not end, Node does not.
      const actual = this.boards.map((board) => [board.target, showOutcome(board.call(name, ...args))]);
      const expected = showOutcome(this.node.call(name, ...args));
      for (const [target, outcome] of actual) assert.equal(outcome, expected, `${target} ${name}(${args.join(', ')})`);
    }
    this.checkState(`after ${calls.length} calls`);
  }

  checkState(when: string): void {
    for (const board of this.boards) {
      const { target, memory } = board;
      for (const at of this.#globals)
        assert.equal(board.global(at), this.node.global(at), `${target} global ${at} ${when}`);
      if (Buffer.compare(memory, this.node.memory) !== 0)
        assert.deepEqual(memory, this.node.memory, `${target} memory ${when}`);
    }
  }
}

/** Runs the calls on fresh machines. */
export const checkModule = (spec: ModuleSpec, ...calls: readonly Call[]): WasmMachines => {
  const machines = new WasmMachines(spec);
  machines.check(...calls);
  return machines;
};

import { TRAP_KIND_SHIFT, Trap } from '../../../assembly/shared/trap.ts';
import { instanceSymbol } from '../../aot/sandbox/layout.ts';
import { words } from '../../aot/translate/translation.ts';
import { type Export, functionTypeOf, type WasmModule } from '../../aot/wasm/module.ts';
import { RAM_ORIGIN } from './machine.ts';
import { ARGUMENT_BYTES, buffer, type SandboxBoard } from './sandbox-board.ts';
import type { SandboxedModule } from './sandboxed-module.ts';
import { fromWords, isWide, toWords, type WasmValue } from './values.ts';

export interface TrapReport {
  readonly kind: Trap;
  /** Byte offset of the instruction in the module. */
  readonly at: number;
}

export type SandboxOutcome =
  | { readonly values: readonly WasmValue[]; readonly trap?: never }
  | { readonly trap: TrapReport; readonly values?: never };

/** One module of a board, instantiated and called by the code that firmware has for it. */
export class SandboxInstance {
  readonly module: WasmModule;
  readonly #board: SandboxBoard;
  readonly #prefix: string;
  readonly #symbols: SandboxedModule['symbols'];

  constructor(board: SandboxBoard, { prefix, module, symbols }: SandboxedModule) {
    this.#board = board;
    this.#prefix = prefix;
    this.module = module;
    this.#symbols = symbols;
  }

  /** Brings the module to life, start function included. */
  instantiate(): SandboxOutcome {
    const kind = this.#board.run('sandbox.instantiate', [this.#board.address(instanceSymbol(this.#prefix))]);
    if (kind !== Trap.NONE) return { trap: { kind, at: 0 } };
    const { start } = this.module;
    return start === undefined ? { values: [] } : this.#enter(start, []);
  }

  /** Calls an export; floats are given and taken as their bits. */
  call(name: string, ...args: readonly WasmValue[]): SandboxOutcome {
    const { index } = this.#export('function', name);
    return this.#enter(index, args);
  }

  /** An exported global as it is now. */
  global(name: string): WasmValue {
    const { index } = this.#export('global', name);
    const { type } = this.module.globals[index] as WasmModule['globals'][number];
    const { core } = this.#board;
    const address = this.#board.address(this.#symbols.globalPlace(index).symbol);
    const wide = isWide(type) ? [core.word(address + 4)] : [];
    return fromWords([core.word(address), ...wide], [type])[0] as WasmValue;
  }

  /** The linear memory, as large as it is now. */
  get memory(): Uint8Array {
    const { core } = this.#board;
    const start = this.#board.address(`${this.#prefix}:memory`) - RAM_ORIGIN;
    return core.ram.subarray(start, start + core.word(this.#board.address(`${this.#prefix}:memory.bytes`)));
  }

  #export(kind: Export['kind'], name: string): Export {
    const found = this.module.exports.find((item) => item.kind === kind && item.name === name);
    if (!found) throw new RangeError(`no ${kind} ${name}`);
    return found;
  }

  #enter(index: number, args: readonly WasmValue[]): SandboxOutcome {
    const { core } = this.#board;
    const { params, results } = functionTypeOf(this.module, index);
    const given = toWords(args, params);
    const place = this.#board.address(buffer.symbol);
    given.forEach((word, at) => {
      core.setWord(place + 4 * at, word);
    });
    const count = words(results);
    const code = this.#board.address(this.#symbols.functionSymbol(index)) | 1;
    const trap = this.#board.run('sandbox.enter', [code, place, given.length, place + ARGUMENT_BYTES, count]);
    if (trap !== 0) return { trap: { kind: trap >>> TRAP_KIND_SHIFT, at: trap & ((1 << TRAP_KIND_SHIFT) - 1) } };
    const taken = Array.from({ length: count }, (_, at) => core.word(place + ARGUMENT_BYTES + 4 * at));
    return { values: fromWords(taken, results) };
  }
}

import { TRAP_KIND_SHIFT, Trap } from '../../assembly/shared/trap.ts';
import { compileModule, type Target } from '../../host/aot/compile-module.ts';
import type { Image } from '../../host/aot/image.ts';
import { link } from '../../host/aot/link.ts';
import type { Section } from '../../host/aot/object-code.ts';
import { instanceSymbol, type SandboxOptions } from '../../host/aot/sandbox/layout.ts';
import { sandboxedContext } from '../../host/aot/symbols.ts';
import { words } from '../../host/aot/translate/translation.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import { type Export, functionTypeOf, type WasmModule } from '../../host/aot/wasm/module.ts';
import type { BareCore } from '../../host/emulate/bare/bare-core.ts';
import { FLASH, RAM_ORIGIN } from '../../host/emulate/bare/machine.ts';
import { fromWords, isWide, toWords, type WasmValue } from './wasm-values.ts';

/** Arguments, and behind them results, of a call into the sandbox. */
const ARGUMENT_BYTES = 4096;
const buffer: Section = {
  symbol: 'test.buffer',
  kind: 'bss',
  align: 8,
  bytes: new Uint8Array(2 * ARGUMENT_BYTES),
  relocations: [],
};

export interface TrapReport {
  readonly kind: Trap;
  /** Byte offset of the instruction in the module. */
  readonly at: number;
}

export type SandboxOutcome =
  | { readonly values: readonly WasmValue[]; readonly trap?: never }
  | { readonly trap: TrapReport; readonly values?: never };

export interface SandboxBoardOptions {
  readonly core: BareCore;
  readonly library: readonly Section[];
  readonly stackBytes: number;
  /** Sections besides those of the modules. */
  readonly sections?: readonly Section[];
}

/** A compiled module. */
export interface SandboxedModule {
  readonly prefix: string;
  readonly module: WasmModule;
  readonly sections: readonly Section[];
  readonly symbols: ReturnType<typeof sandboxedContext>;
}

/** @throws ToolError of the compiler */
export const sandboxedModule = (
  wasm: Uint8Array,
  target: Target,
  sandbox: SandboxOptions = {},
  prefix = 'm',
): SandboxedModule => {
  const module = decode(wasm);
  const { sections } = compileModule(wasm, { module: prefix, target, sandbox });
  return { prefix, module, sections, symbols: sandboxedContext(module, prefix, sandbox.imports ?? {}) };
};

/** Sandboxed modules on a bare core. */
export class SandboxBoard {
  readonly image: Image;
  readonly core: BareCore;
  readonly #addresses: ReadonlyMap<string, number>;
  /** Instructions and cycles of the last call. */
  instructions = 0;
  cycles = 0;

  constructor(modules: readonly SandboxedModule[], options: SandboxBoardOptions) {
    const { core, library, stackBytes, sections = [] } = options;
    this.core = core;
    this.image = link({
      board: 'bare',
      flash: FLASH,
      ram: { name: 'ram', origin: RAM_ORIGIN, bytes: core.ram.length },
      stackBytes,
      sections: [...modules.flatMap((module) => module.sections), ...library, ...sections, buffer],
      roots: [
        ...modules.map(({ prefix }) => instanceSymbol(prefix)),
        ...modules.flatMap(exportedSymbols),
        buffer.symbol,
        'sandbox.enter',
      ],
      entry: 'sandbox.instantiate',
      named: { weights: '', arena: '', staging: '' },
    });
    this.#addresses = new Map(this.image.symbols.map(({ name, address }) => [name, address]));
    core.load(this.image);
    core.setWord(this.address('sandbox.unwind'), 0);
  }

  address(symbol: string): number {
    const address = this.#addresses.get(symbol);
    if (address === undefined) throw new ReferenceError(`${symbol} is not in the image`);
    return address;
  }

  /** Calls a function of the sandbox's runtime. */
  run(symbol: string, args: readonly number[]): number {
    const outcome = this.core.call(this.address(symbol), args, 1);
    if (outcome.isTrap) throw new Error(`${symbol} met UDF`);
    this.instructions = outcome.instructions;
    this.cycles = outcome.cycles;
    return outcome.results[0] as number;
  }
}

const exportedSymbols = ({ module, symbols }: SandboxedModule): string[] =>
  module.exports.flatMap(({ kind, index }) =>
    kind === 'function' ? [symbols.functionSymbol(index)] : kind === 'global' ? [symbols.globalSymbol(index)] : [],
  );

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
    const address = this.#board.address(this.#symbols.globalSymbol(index));
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

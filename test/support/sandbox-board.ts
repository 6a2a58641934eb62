import { TRAP_KIND_SHIFT, Trap } from '../../assembly/shared/trap.ts';
import { compileModule, type Target } from '../../host/aot/compile-module.ts';
import type { Image } from '../../host/aot/image.ts';
import { link } from '../../host/aot/link.ts';
import type { Section } from '../../host/aot/object-code.ts';
import { sandboxEntry } from '../../host/aot/sandbox/entry.ts';
import { instanceSymbol, type SandboxOptions } from '../../host/aot/sandbox/layout.ts';
import { sandboxedContext } from '../../host/aot/symbols.ts';
import { words } from '../../host/aot/translate/translation.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import { functionTypeOf, type WasmModule } from '../../host/aot/wasm/module.ts';
import { compileAssemblyScript } from '../../host/compile/asc.ts';
import { type BareCore, FLASH, RAM_ORIGIN } from './bare-core.ts';
import { supportLibrary } from './wasm-board.ts';
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

/** What sandboxed modules call: the support library, the sandbox's runtime, the way in and out. */
export const sandboxLibrary = async (target: Target): Promise<readonly Section[]> => [
  ...(await supportLibrary()),
  ...compileModule(await compileAssemblyScript({ entry: 'sandbox/index.ts' }), { module: 'sandbox', target }).sections,
  ...sandboxEntry(target),
  buffer,
];

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
  readonly target: Target;
  readonly stackBytes: number;
  readonly sandbox: SandboxOptions;
}

/** A sandboxed module on a bare core, instantiated and called by the code that firmware has for it. */
export class SandboxBoard {
  readonly image: Image;
  readonly module: WasmModule;
  readonly #core: BareCore;
  readonly #addresses: ReadonlyMap<string, number>;
  readonly #symbols: ReturnType<typeof sandboxedContext>;
  /** Instructions and cycles of the last call. */
  instructions = 0;
  cycles = 0;

  constructor(wasm: Uint8Array, { core, library, target, stackBytes, sandbox }: SandboxBoardOptions) {
    this.#core = core;
    this.module = decode(wasm);
    this.#symbols = sandboxedContext(this.module, 'm', sandbox.imports ?? {});
    const { sections } = compileModule(wasm, { module: 'm', target, sandbox });
    const exported = this.module.exports.flatMap(({ kind, index }) =>
      kind === 'function'
        ? [this.#symbols.functionSymbol(index)]
        : kind === 'global'
          ? [this.#symbols.globalSymbol(index)]
          : [],
    );
    this.image = link({
      board: 'bare',
      flash: FLASH,
      ram: { name: 'ram', origin: RAM_ORIGIN, bytes: core.ram.length },
      stackBytes,
      sections: [...sections, ...library],
      roots: [instanceSymbol('m'), ...exported, buffer.symbol, 'sandbox.enter'],
      entry: 'sandbox.instantiate',
      named: { weights: '', arena: '', staging: '' },
    });
    this.#addresses = new Map(this.image.symbols.map(({ name, address }) => [name, address]));
    core.load(this.image);
    core.setWord(this.#address('sandbox.unwind'), 0);
  }

  /** Brings the module to life, start function included. */
  instantiate(): SandboxOutcome {
    const [kind = 0] = this.#run('sandbox.instantiate', [this.#address(instanceSymbol('m'))], 1);
    if (kind !== Trap.NONE) return { trap: { kind, at: 0 } };
    const { start } = this.module;
    return start === undefined ? { values: [] } : this.#enter(this.#symbols.functionSymbol(start), start, []);
  }

  /** Calls an export; floats are given and taken as their bits. */
  call(name: string, ...args: readonly WasmValue[]): SandboxOutcome {
    const index = this.module.exports.find((item) => item.kind === 'function' && item.name === name)?.index;
    if (index === undefined) throw new RangeError(`no export ${name}`);
    return this.#enter(this.#symbols.functionSymbol(index), index, args);
  }

  /** An exported global as it is now. */
  global(name: string): WasmValue {
    const index = this.module.exports.find((item) => item.kind === 'global' && item.name === name)?.index ?? 0;
    const type = this.module.globals[index]?.type ?? 'i32';
    const address = this.#address(this.#symbols.globalSymbol(index));
    const wide = isWide(type) ? [this.#core.word(address + 4)] : [];
    return fromWords([this.#core.word(address), ...wide], [type])[0] as WasmValue;
  }

  /** The linear memory, as large as it is now. */
  get memory(): Uint8Array {
    const start = this.#address('m:memory') - RAM_ORIGIN;
    return this.#core.ram.subarray(start, start + this.#core.word(this.#address('m:memory.bytes')));
  }

  #enter(symbol: string, index: number, args: readonly WasmValue[]): SandboxOutcome {
    const { params, results } = functionTypeOf(this.module, index);
    const given = toWords(args, params);
    const place = this.#address(buffer.symbol);
    given.forEach((word, at) => {
      this.#core.setWord(place + 4 * at, word);
    });
    const count = words(results);
    const code = this.#address(symbol) | 1;
    const [trap = 0] = this.#run('sandbox.enter', [code, place, given.length, place + ARGUMENT_BYTES, count], 1);
    if (trap !== 0) return { trap: { kind: trap >>> TRAP_KIND_SHIFT, at: trap & ((1 << TRAP_KIND_SHIFT) - 1) } };
    const taken = Array.from({ length: count }, (_, at) => this.#core.word(place + ARGUMENT_BYTES + 4 * at));
    return { values: fromWords(taken, results) };
  }

  #run(symbol: string, args: readonly number[], results: number): readonly number[] {
    const outcome = this.#core.call(this.#address(symbol), args, results);
    if (outcome.isTrap) throw new Error(`${symbol} met UDF`);
    this.instructions = outcome.instructions;
    this.cycles = outcome.cycles;
    return outcome.results;
  }

  #address(symbol: string): number {
    const address = this.#addresses.get(symbol);
    if (address === undefined) throw new ReferenceError(`${symbol} is not in the image`);
    return address;
  }
}

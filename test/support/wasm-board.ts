import { compileModule, type Target } from '../../host/aot/compile-module.ts';
import { layOutGlobals, type Place } from '../../host/aot/globals.ts';
import type { Image } from '../../host/aot/image.ts';
import { link } from '../../host/aot/link.ts';
import type { ObjectCode, Section } from '../../host/aot/object-code.ts';
import { words } from '../../host/aot/translate/translation.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import { type FunctionType, functionTypeOf, type ValueType } from '../../host/aot/wasm/module.ts';
import { BareCore } from '../../host/emulate/bare/bare-core.ts';
import { FLASH, RAM_ORIGIN } from '../../host/emulate/bare/machine.ts';
import { fromWords, isWide, type Outcome, toWords, type WasmValue } from './wasm-values.ts';

const RAM_BYTES = 264 << 10;
/** What of RAM tests use as linear memory; the module's own globals lie below, the stack above. */
export const MEMORY = { origin: 0x2001_0000, bytes: 0x1_0000 };
const INSTRUCTION_LIMIT = 20_000_000;

const coreOf = (target: Target): BareCore =>
  new BareCore({ target, ramBytes: RAM_BYTES, instructionLimit: INSTRUCTION_LIMIT });
const cores: Readonly<Record<Target, BareCore>> = { thumbv6m: coreOf('thumbv6m'), thumbv7em: coreOf('thumbv7em') };

/**
 * A trusted WebAssembly module on a bare processor: its machine code in flash, `MEMORY` for its linear memory, no firmware.
 * The cores and their memories are shared: the module loaded last is the one that runs.
 */
export class WasmBoard {
  readonly object: ObjectCode;
  readonly image: Image;
  readonly memory: Uint8Array;
  readonly #core: BareCore;
  readonly #types = new Map<string, FunctionType>();
  readonly #addresses: ReadonlyMap<string, number>;
  readonly #globals: readonly ValueType[];
  readonly #places: ReadonlyMap<number, Place>;

  constructor(
    wasm: Uint8Array,
    support: readonly Section[],
    readonly target: Target = 'thumbv6m',
  ) {
    this.#core = cores[target];
    const start = MEMORY.origin - RAM_ORIGIN;
    this.memory = this.#core.ram.subarray(start, start + MEMORY.bytes);
    const module = decode(wasm);
    this.#globals = module.globals.map(({ type }) => type);
    this.#places = layOutGlobals(module, 'm').places;
    this.object = compileModule(wasm, { module: 'm', target });
    for (const [index, names] of module.exportNames)
      for (const name of names) this.#types.set(name, functionTypeOf(module, index));
    const { sections } = this.object;
    this.image = link({
      board: 'bare',
      flash: FLASH,
      ram: { name: 'ram', origin: RAM_ORIGIN, bytes: MEMORY.origin - RAM_ORIGIN },
      stackBytes: 0,
      sections: [...sections, ...support],
      roots: sections.map(({ symbol }) => symbol),
      entry: `m.${[...this.#types.keys()][0]}`,
      named: { weights: '', arena: '', staging: '' },
    });
    this.#addresses = new Map(this.image.symbols.map(({ name, address }) => [name, address]));
    this.reset();
  }

  /** Programs flash and does what start-up code does: data copied, the rest of RAM zero. */
  reset(): void {
    this.#core.ram.fill(0);
    this.#core.load(this.image);
  }

  /** Calls an export; floats are given and taken as their bits. */
  call(
    name: string,
    ...args: readonly WasmValue[]
  ): Outcome & { readonly instructions: number; readonly cycles: number } {
    const type = this.#types.get(name);
    if (!type) throw new RangeError(`no export ${name}`);
    const address = this.#addresses.get(`m.${name}`) as number;
    const { isTrap, results, ...counts } = this.#core.call(address, toWords(args, type.params), words(type.results));
    return isTrap ? { trap: true, ...counts } : { values: fromWords(results, type.results), ...counts };
  }

  /** A mutable global as it is now. */
  global(index: number): WasmValue {
    const { symbol, offset } = this.#places.get(index) as Place;
    const address = (this.#addresses.get(symbol) as number) + offset;
    const type = this.#globals[index] as ValueType;
    const wide = isWide(type) ? [this.#core.word(address + 4)] : [];
    return fromWords([this.#core.word(address), ...wide], [type])[0] as WasmValue;
  }
}

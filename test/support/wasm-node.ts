import { withBits } from './wasm-bits.ts';
import { MEMORY } from './wasm-board.ts';
import type { Outcome, WasmValue } from './wasm-values.ts';

const PAGE_BYTES = 0x1_0000;
/** One memory that reaches up to the board's RAM, so that a pointer is the same number on both sides; untouched pages cost nothing. */
let shared: WebAssembly.Memory | undefined;
const memory = (): WebAssembly.Memory => {
  shared ??= new WebAssembly.Memory({ initial: (MEMORY.origin + MEMORY.bytes) / PAGE_BYTES });
  return shared;
};

type Export = (...args: WasmValue[]) => WasmValue | readonly WasmValue[] | undefined;

/** Results as a list: JavaScript has none for none and one for one. */
const listOf = (results: ReturnType<Export>): readonly WasmValue[] =>
  results === undefined ? [] : typeof results === 'object' ? results : [results];

/** The same module in Node: the reference. */
export class WasmNode {
  readonly memory = new Uint8Array(memory().buffer, MEMORY.origin, MEMORY.bytes);
  readonly #exports: Readonly<Record<string, unknown>>;

  constructor(wasm: Uint8Array, imports: Readonly<Record<string, Record<string, unknown>>> = {}) {
    const env = { memory: memory(), ...imports['env'] };
    this.#exports = withBits(wasm, new WebAssembly.Instance(new WebAssembly.Module(wasm), { ...imports, env }));
    this.memory.fill(0);
  }

  call(name: string, ...args: readonly WasmValue[]): Outcome {
    try {
      return { values: listOf((this.#exports[name] as Export)(...args)) };
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) return { trap: true };
      throw error;
    }
  }

  global(index: number): WasmValue {
    return (this.#exports[`global${index}`] as () => WasmValue)();
  }
}

import type { ValueType } from '../../../host/aot/wasm/module.ts';
import { withBits } from '../wasm-bits.ts';
import { type Call, type Machine, type Program, show } from './program.ts';
import { trapClassOf } from './trap-class.ts';

type Export = (...args: readonly unknown[]) => unknown;
const listOf = (results: unknown): readonly unknown[] =>
  results === undefined ? [] : Array.isArray(results) ? results : [results];

export class NodeMachine implements Machine {
  readonly name = 'Node';
  readonly #program: Program;
  readonly #surroundings: WebAssembly.Instance;
  #instance: WebAssembly.Instance | undefined;
  #exports: Readonly<Record<string, unknown>> = {};

  constructor(program: Program) {
    this.#program = program;
    this.#surroundings = new WebAssembly.Instance(new WebAssembly.Module(program.surroundings));
  }

  instantiate(): string {
    const { wasm } = this.#program;
    // Each import is an export named `module.name`.
    const given = this.#surroundings.exports;
    const imports = new Proxy(
      {},
      { get: (_, module) => new Proxy({}, { get: (_, name) => given[`${String(module)}.${String(name)}`] }) },
    );
    return this.#outcome([], () => {
      this.#instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), imports);
      this.#exports = withBits(wasm, this.#instance);
    });
  }

  call({ name, type: { results }, args }: Call): string {
    return this.#outcome(results, () => (this.#exports[name] as Export)(...args));
  }

  global(name: string, type: ValueType): string {
    return show([(this.#exports[name] as Export)()], [type]);
  }

  memory(): Uint8Array {
    const memory = Object.values(this.#instance?.exports ?? {}).find((item) => item instanceof WebAssembly.Memory);
    return memory ? new Uint8Array(memory.buffer) : new Uint8Array(0);
  }

  log(): string {
    return String((this.#surroundings.exports['log'] as { readonly value: bigint }).value);
  }

  #outcome(results: readonly ValueType[], run: () => unknown): string {
    try {
      return show(listOf(run()), results);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return trapClassOf(error);
      throw error;
    }
  }
}

import type { Target } from '../../../host/aot/compile-module.ts';
import type { Grant } from '../../../host/aot/sandbox/imports.ts';
import { functionTypeOf, type Global, type ValueType, type WasmModule } from '../../../host/aot/wasm/module.ts';
import { SandboxInstance, type SandboxOutcome } from '../../../host/emulate/bare/sandbox-instance.ts';
import { type SandboxedModule, sandboxedModule } from '../../../host/emulate/bare/sandboxed-module.ts';
import type { WasmValue } from '../../../host/emulate/bare/values.ts';
import { boardOf } from '../sandboxed.ts';
import { withBits } from '../wasm-bits.ts';
import { trapClass, trapClassOf } from './trap-class.ts';

/** References are all null. */
export type Argument = WasmValue | null;

/** A module and what it imports, in one implementation. What happens is told as text; of a reference whether there is one. */
export interface Machine {
  readonly name: string;
  instantiate(): string;
  call(name: string, type: { readonly results: readonly ValueType[] }, args: readonly Argument[]): string;
  global(name: string, type: ValueType): string;
  memory(): Uint8Array;
  /** Of all that the imported functions were given. */
  log(): string;
}

export interface Program {
  readonly wasm: Uint8Array;
  readonly module: WasmModule;
  /** See surroundings.ts. */
  readonly surroundings: Uint8Array;
}

const isReference = (type: ValueType | undefined): boolean => type === 'funcref' || type === 'externref';
const show = (values: readonly unknown[], types: readonly ValueType[]): string =>
  values.map((value, at) => (isReference(types[at]) ? (value ? 'reference' : 'null') : String(value))).join(', ');

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

  call(name: string, { results }: { readonly results: readonly ValueType[] }, args: readonly Argument[]): string {
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

const MEMORY_PAGES = 24;
const TABLE_ELEMENTS = 4096;

/** The exports of a sandboxed module, for another to import. */
const grantsOf = ({ module, symbols }: SandboxedModule): Record<string, Grant> =>
  Object.fromEntries(
    module.exports.flatMap(({ kind, name, index }): [string, Grant][] => {
      if (kind === 'function')
        return [[name, { kind, symbol: symbols.functionSymbol(index), type: functionTypeOf(module, index) }]];
      const { type, isMutable } = module.globals[index] as Global;
      return [[name, { kind: 'global', symbol: symbols.globalSymbol(index), type, isMutable }]];
    }),
  );

export class BoardMachine implements Machine {
  readonly name: string;
  readonly #surroundings: SandboxInstance;
  readonly #instance: SandboxInstance;

  constructor({ wasm, surroundings }: Program, target: Target) {
    this.name = target;
    const around = sandboxedModule(surroundings, target, {}, 'around');
    const options = { imports: grantsOf(around), memoryPages: MEMORY_PAGES, tableElements: TABLE_ELEMENTS };
    const module = sandboxedModule(wasm, target, options);
    const board = boardOf(target, around, module);
    this.#surroundings = new SandboxInstance(board, around);
    this.#instance = new SandboxInstance(board, module);
  }

  instantiate(): string {
    this.#surroundings.instantiate();
    return outcome(this.#instance.instantiate(), []);
  }

  call(name: string, { results }: { readonly results: readonly ValueType[] }, args: readonly Argument[]): string {
    return outcome(this.#instance.call(name, ...args.map((arg) => arg ?? 0)), results);
  }

  global(name: string, type: ValueType): string {
    return show([this.#instance.global(name)], [type]);
  }

  memory(): Uint8Array {
    return this.#instance.memory;
  }

  log(): string {
    return String(this.#surroundings.global('log'));
  }
}

const outcome = ({ trap, values = [] }: SandboxOutcome, results: readonly ValueType[]): string =>
  trap ? trapClass(trap.kind) : show(values, results);

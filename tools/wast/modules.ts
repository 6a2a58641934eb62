import { compileModule, type Target } from '../../host/aot/compile-module.ts';
import { layOutGlobals } from '../../host/aot/globals.ts';
import type { Section } from '../../host/aot/object-code.ts';
import type { Grant } from '../../host/aot/sandbox/imports.ts';
import { trustedContext } from '../../host/aot/symbols.ts';
import { decode } from '../../host/aot/wasm/decode.ts';
import { functionTypeOf, type WasmModule } from '../../host/aot/wasm/module.ts';
import { type SandboxedModule, sandboxedModule } from '../../host/emulate/bare/sandboxed-module.ts';
import { ToolError } from '../../host/errors.ts';
import type { Command, ModuleSource } from './script.ts';
import { bytesOf, toBinary } from './text-format.ts';

/** Why an assertion says nothing about this compiler. */
export type Exclusion =
  | 'malformed text: wabt reads it, not we'
  | 'wabt does not make a module of it'
  | 'shares a memory or table with another module'
  | 'invalid in WebAssembly 1.0, valid in 2.0'
  | 'a function larger than the compiler takes'
  | 'about the decoder, which all targets share'
  | 'imports what another module exports, or is changed by one that does'
  | 'an export that is another’s, or has no name of its own in C';

/** What became of a module: one for the image, or a complaint, or nothing to be judged. */
export type Prepared =
  | { readonly module: SandboxedModule; readonly decoded: WasmModule; readonly complaint?: never }
  | { readonly complaint: string; readonly decoded?: WasmModule | undefined; readonly module?: never }
  | { readonly exclusion: Exclusion; readonly decoded?: never; readonly module?: never; readonly complaint?: never };

/** The module `spectest` that scripts import from (WebAssembly/spec, interpreter/README.md). */
const SPECTEST = `(module
  (global (export "global_i32") i32 (i32.const 666))
  (global (export "global_i64") i64 (i64.const 666))
  (global (export "global_f32") f32 (f32.const 666.6))
  (global (export "global_f64") f64 (f64.const 666.6))
  (func (export "print"))
  (func (export "print_i32") (param i32))
  (func (export "print_i64") (param i64))
  (func (export "print_f32") (param f32))
  (func (export "print_f64") (param f64))
  (func (export "print_i32_f32") (param i32 f32))
  (func (export "print_f64_f64") (param f64 f64)))`;
const spectestLimits: Readonly<Record<string, Grant>> = {
  'spectest.table': { kind: 'table', type: 'funcref', limits: { min: 10, max: 20 } },
  'spectest.memory': { kind: 'memory', limits: { min: 1, max: 2 } },
};

/** What a module exports, for others to import as `name.…`; not its memories and tables, which nobody shares. */
const grantsOf = (
  name: string,
  module: WasmModule,
  symbols: Pick<ReturnType<typeof trustedContext>, 'functionSymbol' | 'globalPlace'>,
): Record<string, Grant> => {
  const grants: Record<string, Grant> = {};
  for (const { kind, name: exported, index } of module.exports) {
    const key = `${name}.${exported}`;
    if (kind === 'function')
      grants[key] = { kind, symbol: symbols.functionSymbol(index), type: functionTypeOf(module, index) };
    else if (kind === 'global') {
      const { type, isMutable } = module.globals[index] as WasmModule['globals'][number];
      grants[key] = { kind, symbol: symbols.globalPlace(index).symbol, type, isMutable };
    }
  }
  return grants;
};

/** Pages that memories may grow to: more than the specification's tests count on. */
const MEMORY_PAGES = 1024;
const TABLE_ELEMENTS = 1024;

/** The modules of a script, in order, with the imports that they have by then. */
export class Modules {
  readonly sections: readonly Section[];
  readonly #grants: Record<string, Grant>;
  readonly #target: Target;
  readonly #byId = new Map<string | undefined, Prepared>();
  #count = 0;

  constructor(target: Target) {
    this.#target = target;
    const wasm = toBinary(SPECTEST);
    const module = decode(wasm);
    this.sections = compileModule(wasm, { module: 'spectest', target }).sections;
    const symbols = trustedContext(module, 'spectest', layOutGlobals(module, 'spectest'));
    this.#grants = { ...spectestLimits, ...grantsOf('spectest', module, symbols) };
  }

  /** What becomes of the module that a command brings; nothing for other commands. */
  take(command: Command): Prepared | undefined {
    if (command.kind === 'register') this.#register(command.name, this.#byId.get(command.id));
    if (!('module' in command)) return undefined;
    const prepared = this.#prepare(command.module, command.kind === 'assert_malformed');
    if (command.kind !== 'module') return prepared;
    this.#byId.set(undefined, prepared);
    if (command.module.id !== undefined) this.#byId.set(command.module.id, prepared);
    return prepared;
  }

  #register(name: string, prepared: Prepared | undefined): void {
    if (prepared?.module) Object.assign(this.#grants, grantsOf(name, prepared.module.module, prepared.module.symbols));
  }

  #prepare(source: ModuleSource, isMalformed: boolean): Prepared {
    if (source.form === 'quote' && isMalformed) return { exclusion: 'malformed text: wabt reads it, not we' };
    let wasm: Uint8Array;
    try {
      wasm = bytesOf(source);
    } catch {
      return { exclusion: 'wabt does not make a module of it' };
    }
    const sandbox = { imports: { ...this.#grants }, memoryPages: MEMORY_PAGES, tableElements: TABLE_ELEMENTS };
    let decoded: WasmModule | undefined;
    try {
      decoded = decode(wasm);
      const module = sandboxedModule(wasm, this.#target, sandbox, `m${this.#count++}`);
      return { module, decoded: module.module };
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      if (error.message.includes('the function is too large'))
        return { exclusion: 'a function larger than the compiler takes' };
      return { decoded, complaint: error.message };
    }
  }
}

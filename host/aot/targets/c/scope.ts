import { layOut, type SandboxOptions } from '../../sandbox/layout.ts';
import type { Sandbox } from '../../translate/context.ts';
import type { Constant, Global, ImportName, ValueType, WasmModule } from '../../wasm/module.ts';
import { type Expression, integer } from './expression.ts';
import { floatText } from './float-text.ts';
import { identifier, uniqueNames } from './names.ts';
import { integerOf, tupleSuffix } from './types.ts';

export const INSTANTIATE = 'instantiate';

export interface EmitOptions {
  /** Prefix of every name that other files see. */
  readonly name: string;
  /**
   * C expressions for the imported globals of a trusted module, by `module.name`: places whose addresses they are. Those without
   * are arrays that somebody else defines: `extern uint8_t env_weights[]`.
   */
  readonly places?: Readonly<Record<string, string>>;
  /** Absent, the module is trusted: nothing is checked. Else it has a memory of its own and cannot leave it. */
  readonly sandbox?: SandboxOptions;
}

/** Names of one module's parts in C, and which parts of the library and of itself it turns out to need. */
export class ModuleScope {
  readonly helpers = new Set<string>();
  /** Functions that have been called for, by their index; imports too. */
  readonly called = new Set<number>();
  /** Arrays of other files, whose addresses are imported globals. */
  readonly places = new Set<string>();
  /** Lists of results that a structure is needed for. */
  readonly tuples = new Map<string, readonly ValueType[]>();
  /** What the module may grow to, if it is sandboxed. */
  readonly sandbox: Sandbox | undefined;
  /** Functions that there are references to. */
  readonly references = new Set<number>();
  readonly #functionNames: readonly string[];
  readonly #globalNames: readonly string[];
  readonly #taken: ReadonlySet<string>;

  constructor(
    readonly module: WasmModule,
    readonly options: EmitOptions,
  ) {
    const { name: prefix } = options;
    const { imports, functions, exportNames, debugNames, globals, exports } = module;
    const named = functions.map((_, at) => {
      const index = imports.length + at;
      return exportNames.get(index)?.[0] ?? debugNames.get(index) ?? `f${index}`;
    });
    const exported = new Map(exports.flatMap(({ kind, name, index }) => (kind === 'global' ? [[index, name]] : [])));
    const globalNames = globals.map((_, at) => exported.get(at) ?? `g${at}`);
    const ofPrefix = (name: string) => identifier(`${prefix}_${name}`);
    const [, ...names] = uniqueNames([INSTANTIATE, ...named, ...globalNames].map(ofPrefix));
    this.#functionNames = [...imports.map(externalName), ...names.slice(0, named.length)];
    this.#globalNames = names.slice(named.length);
    const others = exports.map(({ name }) => ofPrefix(name));
    this.#taken = new Set([...names, ...others]);
    this.sandbox = options.sandbox && layOut(module, prefix, options.sandbox);
  }

  get isSandboxed(): boolean {
    return this.sandbox !== undefined;
  }

  /** The name of something that the module itself has no name for. */
  ownName(part: string): string {
    const name = identifier(`${this.options.name}_${part}`);
    return this.#taken.has(name) ? this.ownName(`${part}_`) : name;
  }

  // Pointers to the parts of a sandboxed module.
  get memory(): string {
    return this.#part('wasm_memory', 'memory0');
  }

  table(index: number): string {
    return this.#part('wasm_table', `table${index}`);
  }

  elements(index: number): string {
    return this.#part('wasm_elements', `elements${index}`);
  }

  data(index: number): string {
    return this.#part('wasm_data', `data${index}`);
  }

  #part(type: string, part: string): string {
    this.uses(type);
    return `&${this.ownName(part)}`;
  }

  /** A pointer to what a reference to a function is. */
  reference(index: number): string {
    this.references.add(index);
    this.called.add(index);
    return this.#part('wasm_function', `function${index}`);
  }

  uses(helper: string): void {
    this.helpers.add(helper);
  }

  functionName(index: number): string {
    this.called.add(index);
    return this.#functionNames[index] as string;
  }

  globalName(index: number): string {
    const { source } = this.module.globals[index] as Global;
    if ('import' in source) return externalName(source.import);
    return this.#globalNames[index] as string;
  }

  global(index: number): Expression {
    const { type, isMutable, source } = this.module.globals[index] as Global;
    if ('import' in source && !this.isSandboxed) return this.#place(source.import);
    if ('init' in source && source.init.kind === 'number' && !isMutable) return this.constant(source.init);
    const name = this.globalName(index);
    return { type, text: this.convert(type, 'of_bits', name), reads: [name, 'globals'] };
  }

  /** Floats between their own type and integers of the same bits. */
  convert(type: ValueType, direction: 'of_bits' | 'bits_of', text: string): string {
    if (type !== 'f32' && type !== 'f64') return text;
    const helper = direction === 'of_bits' ? `${type}_of_bits` : `bits_of_${type}`;
    this.uses(helper);
    return `${helper}(${text})`;
  }

  constant(constant: Constant): Expression {
    switch (constant.kind) {
      case 'number':
        return this.number(constant.type, constant.bits);
      case 'global':
        return this.global(constant.index);
      case 'function':
        return { type: 'funcref', text: this.reference(constant.index), reads: [] };
      case 'null':
        return { type: 'funcref', text: '0', reads: [] };
    }
  }

  /** A number by its bits. */
  number(type: ValueType, bits: bigint): Expression {
    if (type === 'i32' || type === 'i64') return integer(type, bits);
    const text = floatText(type, bits);
    if (text !== undefined) return { type, text, reads: [], ...(text.startsWith('-') && { operator: '-' }) };
    // Not finite: C has no such constants.
    return { type, text: this.convert(type, 'of_bits', integer(integerOf(type), bits).text), reads: [] };
  }

  /** To a trusted module an imported global is an address. */
  #place(name: ImportName): Expression {
    this.uses('address');
    const place = this.options.places?.[`${name.module}.${name.name}`] ?? this.#outside(name);
    return { type: 'i32', text: `address(${place})`, reads: [] };
  }

  #outside(name: ImportName): string {
    const place = externalName(name);
    this.places.add(place);
    return place;
  }

  resultType(types: readonly ValueType[]): string {
    const suffix = tupleSuffix(types);
    this.tuples.set(suffix, types);
    return `${identifier(this.options.name)}_${suffix}`;
  }
}

const externalName = ({ module, name }: ImportName): string => identifier(`${module}_${name}`);

import type { Constant, Global, ImportName, ValueType, WasmModule } from '../../wasm/module.ts';
import { unsupported } from '../../wasm/unsupported.ts';
import { type Expression, integer } from './expression.ts';
import { floatText } from './float-text.ts';
import { identifier, uniqueNames } from './names.ts';
import { integerOf, tupleSuffix } from './types.ts';

export interface EmitOptions {
  /** Prefix of every name that other files see. */
  readonly name: string;
  /**
   * C expressions for the imported globals of a trusted module, by `module.name`: places whose addresses they are. Those without
   * are arrays that somebody else defines: `extern uint8_t env_weights[]`.
   */
  readonly places?: Readonly<Record<string, string>>;
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
  readonly isSandboxed = false;
  readonly #functionNames: readonly string[];
  readonly #globalNames: readonly string[];

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
    const names = uniqueNames([...named, ...globalNames].map((name) => identifier(`${prefix}_${name}`)));
    this.#functionNames = [...imports.map(externalName), ...names.slice(0, named.length)];
    this.#globalNames = names.slice(named.length);
  }

  uses(helper: string): void {
    this.helpers.add(helper);
  }

  functionName(index: number): string {
    this.called.add(index);
    return this.#functionNames[index] as string;
  }

  globalName(index: number): string {
    return this.#globalNames[index] as string;
  }

  global(index: number): Expression {
    const { type, isMutable, source } = this.module.globals[index] as Global;
    if ('import' in source) return this.#place(source.import);
    if (!isMutable) return this.constant(source.init);
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
    if (constant.kind !== 'number') throw unsupported(`constants of kind ${constant.kind} in C`);
    return this.number(constant.type, constant.bits);
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

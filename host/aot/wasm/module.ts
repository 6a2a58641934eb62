/** A decoded WebAssembly module: what the compiler needs of it. Function bodies stay bytes until they are translated. */
export interface WasmModule {
  readonly types: readonly FunctionType[];
  readonly imports: readonly FunctionImport[];
  readonly globals: readonly Global[];
  readonly functions: readonly WasmFunction[];
  readonly data: readonly DataSegment[];
  /** Function index (imports first) → exported names: compilers join equal functions under all of theirs. */
  readonly exportNames: ReadonlyMap<number, readonly string[]>;
  /** Function index → name of the debug section. */
  readonly debugNames: ReadonlyMap<number, string>;
}

export type ValueType = 'i32' | 'i64';

export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface FunctionImport {
  readonly module: string;
  readonly name: string;
  readonly type: FunctionType;
}

export interface Global {
  readonly type: ValueType;
  readonly isMutable: boolean;
  /** An imported one, by its symbol `module.name`; else its initial value. */
  readonly source: { readonly symbol: string } | { readonly init: bigint };
}

export interface WasmFunction {
  readonly type: FunctionType;
  /** The locals after the parameters. */
  readonly locals: readonly LocalGroup[];
  readonly code: Uint8Array;
}

export interface LocalGroup {
  readonly count: number;
  readonly type: ValueType;
}

export interface DataSegment {
  readonly address: number;
  readonly bytes: Uint8Array;
}

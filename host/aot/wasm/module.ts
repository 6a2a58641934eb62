/**
 * A decoded WebAssembly module (core specification 2.5): what a compiler needs of it. Index spaces hold imports first.
 * Function bodies stay bytes until somebody reads their instructions.
 */
export interface WasmModule {
  readonly types: readonly FunctionType[];
  /** Imported functions: the first of the index space. */
  readonly imports: readonly FunctionImport[];
  readonly functions: readonly WasmFunction[];
  readonly tables: readonly Table[];
  /** One at most. */
  readonly memories: readonly Memory[];
  readonly globals: readonly Global[];
  readonly elements: readonly ElementSegment[];
  readonly data: readonly DataSegment[];
  /** Index of the function that instantiation calls. */
  readonly start?: number;
  readonly exports: readonly Export[];
  /** Function index → exported names: compilers join equal functions under all of theirs. */
  readonly exportNames: ReadonlyMap<number, readonly string[]>;
  /** Function index → name of the debug section. */
  readonly debugNames: ReadonlyMap<number, string>;
}

export type ReferenceType = 'funcref' | 'externref';
export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | ReferenceType;

export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

export interface ImportName {
  readonly module: string;
  readonly name: string;
}

export interface FunctionImport extends ImportName {
  readonly type: FunctionType;
}

export interface WasmFunction {
  readonly type: FunctionType;
  /** The locals after the parameters. */
  readonly locals: readonly LocalGroup[];
  readonly code: Uint8Array;
  /** Byte offset of `code` in the module. */
  readonly at: number;
}

export interface LocalGroup {
  readonly count: number;
  readonly type: ValueType;
}

/** In pages of 64 KiB, or in elements. */
export interface Limits {
  readonly min: number;
  readonly max?: number;
}

export interface Table {
  readonly type: ReferenceType;
  readonly limits: Limits;
  readonly import?: ImportName;
}

export interface Memory {
  readonly limits: Limits;
  readonly import?: ImportName;
}

export interface Global {
  readonly type: ValueType;
  readonly isMutable: boolean;
  readonly source: { readonly import: ImportName } | { readonly init: Constant };
}

/** What a constant expression gives (core specification 3.3.10). */
export type Constant =
  /** Unsigned; a float's bits as they are in memory. */
  | { readonly kind: 'number'; readonly type: ValueType; readonly bits: bigint }
  | { readonly kind: 'global'; readonly index: number }
  | { readonly kind: 'function'; readonly index: number }
  | { readonly kind: 'null' };

/** Where an active segment is copied at instantiation: into which table or memory, and to which place in it. */
export interface ActivePlace {
  readonly index: number;
  readonly offset: Constant;
}

/** Neither active nor declarative: passive, for `table.init`. */
export interface ElementSegment {
  readonly type: ReferenceType;
  readonly items: readonly Constant[];
  readonly active?: ActivePlace;
  /** Only names functions that `ref.func` may take. */
  readonly isDeclarative: boolean;
}

/** Passive, for `memory.init`, where it is not active. */
export interface DataSegment {
  readonly bytes: Uint8Array;
  readonly active?: ActivePlace;
}

export interface Export {
  readonly name: string;
  readonly kind: 'function' | 'table' | 'memory' | 'global';
  readonly index: number;
}

export const functionTypeOf = ({ imports, functions }: WasmModule, index: number): FunctionType =>
  (imports[index] ?? (functions[index - imports.length] as WasmFunction)).type;

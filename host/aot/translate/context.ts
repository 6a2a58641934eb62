import type { Place } from '../globals.ts';
import type { FunctionType, WasmModule } from '../wasm/module.ts';

/** Names, types and addresses that a function body refers to. */
export interface ModuleContext {
  readonly module: WasmModule;
  readonly functionSymbol: (index: number) => string;
  readonly functionType: (index: number) => FunctionType;
  readonly globalPlace: (index: number) => Place;
  /** The target loads and stores words at any address. */
  readonly takesUnaligned?: boolean;
  /** It has an instruction that branches by a table. */
  readonly hasTableBranch?: boolean;
  /** What a module that is not trusted runs in; without one, pointers are native addresses and nothing is checked. */
  readonly sandbox?: Sandbox;
}

/** Where the parts of a sandboxed module's instance lie: symbols that the linker places. */
export interface Sandbox {
  /** What `assembly/sandbox` is told of the instance. */
  readonly instance: string;
  readonly memory: SandboxMemory;
  readonly tables: readonly SandboxTable[];
  /** Current lengths of the segments, a word each: 0 once dropped. */
  readonly elementLengths: string;
  readonly dataLengths: string;
  /** What a reference to a function points to: its code address and the number of its type. */
  readonly functionReference: (index: number) => string;
  /** Equal types have one number, whatever their indices. */
  readonly typeNumber: (type: FunctionType) => number;
}

export interface SandboxMemory {
  readonly symbol: string;
  /** The word that holds the memory's current size in bytes. */
  readonly bytesSymbol: string;
  readonly minBytes: number;
  readonly maxBytes: number;
  /** Nothing in the module makes it grow. */
  readonly isFixed: boolean;
}

/** In memory: the number of elements, then the elements. */
export interface SandboxTable {
  readonly symbol: string;
  readonly min: number;
  readonly max: number;
  readonly isFixed: boolean;
}

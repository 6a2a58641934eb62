import type { Origin } from './machine/origins.ts';

/** What the ahead-of-time compiler makes of one WebAssembly module, before addresses are known. */
export interface ObjectCode {
  readonly module: string;
  readonly target: string;
  readonly sections: readonly Section[];
}

export interface Relocation {
  /** Byte offset of the field in its section. */
  readonly offset: number;
  /** `abs32`: the symbol's address plus addend (bit 0 set for code). `thm_call`: the 32-bit BL of ARMv6-M and later. */
  readonly kind: 'abs32' | 'thm_call';
  readonly symbol: string;
  readonly addend: number;
}

/** One function or datum. Function symbols are `<module>.<export or name>`; imports appear as symbols `<import module>.<name>`. */
export interface Section {
  readonly symbol: string;
  /** Further names of the same place. */
  readonly aliases?: readonly string[];
  /** `data` is copied to RAM by start-up code, `bss` is zeroed there; `code` and `rodata` stay in flash. */
  readonly kind: 'code' | 'rodata' | 'data' | 'bss';
  readonly align: number;
  /** Where it must lie; anywhere in its region otherwise. */
  readonly address?: number;
  readonly bytes: Uint8Array;
  readonly relocations: readonly Relocation[];
  /** Stack bytes this function itself uses, without its callees. */
  readonly frameBytes?: number;
  /** Bytes at the end that are literal pool or table, for the disassembler: ranges [start, end). */
  readonly dataRanges?: readonly (readonly [number, number])[];
  /** Ascending; of functions that come from a module. */
  readonly origins?: readonly Origin[];
}

export const namesOf = ({ symbol, aliases = [] }: Section): string[] => [symbol, ...aliases];

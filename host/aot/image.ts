import type { Origin } from './machine/origins.ts';

/** A linked program: what programmers write and emulators load. */
export interface Image {
  readonly board: string;
  readonly entry: number;
  /** Ascending, not overlapping, flash addresses (load addresses). */
  readonly segments: readonly ImageSegment[];
  readonly symbols: readonly ImageSymbol[];
  readonly sizes: ImageSizes;
}

export interface ImageSegment {
  readonly name: string;
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface ImageSymbol {
  readonly name: string;
  readonly address: number;
  /** 0 for a further name of what another symbol counts. */
  readonly bytes: number;
  readonly kind: 'code' | 'data';
  /** Ranges [start, end) of a function's bytes that are literals, not instructions. */
  readonly literals?: readonly (readonly [number, number])[];
  /** Which WebAssembly its code is for. */
  readonly origins?: readonly Origin[];
}

/** Bytes by purpose. Flash = weights + code + rodata + data; RAM = arena + staging + data + bss + stack. */
export interface ImageSizes {
  readonly weights: number;
  readonly code: number;
  readonly rodata: number;
  readonly data: number;
  readonly bss: number;
  readonly arena: number;
  readonly staging: number;
  readonly stack: number;
}

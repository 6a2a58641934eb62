import type { Target } from '../../../host/aot/compile-module.ts';

/** A call that compilers are compared by: one export of a module, and what memory holds before and after. */
export interface Subject {
  readonly name: string;
  /** The module: for some it may use instructions that others lack. */
  readonly wasm: Readonly<Record<Target, Uint8Array>>;
  readonly exportName: string;
  readonly args: readonly number[];
  /** At `RAM`, and what Node leaves there. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly result: number | undefined;
  /** At `WEIGHTS`, which `env.weights` is; `env.arena` is `RAM`. */
  readonly weights: Uint8Array;
}

/** Addresses are the same numbers in Node and on every processor. */
export const RAM = { origin: 0x2001_0000, bytes: 0x2_0000 };
export const WEIGHTS = 0x1010_0000;

import type { Sliced } from './constants.ts';
import type { Meaning } from './counted.ts';

/** A monotone function from real numbers to whole ones, and what they stand for. */
export interface Quantizer {
  readonly code: (value: number) => number;
  /** The real number that a value becomes: -0 where the file's arithmetic gives that. */
  readonly real: (value: number) => number;
  readonly meaning: Meaning;
}

/** One for all, or one for each slice along an axis. */
export interface Quantizers {
  readonly list: readonly Quantizer[];
  readonly along: Sliced;
  /** Of their codes. */
  readonly bits: number;
}

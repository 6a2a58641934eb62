import type { Stored } from '../values.ts';
import type { SignSums } from './signs.ts';

// A value of a QONNX network is real numbers, but known to be no others than whole numbers stand for. The whole numbers are in a
// tensor; what they stand for is a promise, `Meaning`, that grows node by node (a scale, a batch norm, a ReLU) and costs nothing.
// The next quantiser asks at which whole numbers its result changes, and those become thresholds.

/** factor · n + offset, not below `low` and not above `high`. */
export interface Line {
  readonly factor: number;
  readonly offset: number;
  readonly low: number;
  readonly high: number;
}

/** What a whole number stands for. It never falls as the number grows, or never rises. */
export interface Meaning {
  /** As the file computes it, step by step, in double precision: where a result lies on a threshold, that decides. */
  readonly of: (value: number) => number;
  /** The same, but for rounding. */
  readonly line: Line;
}

/** The greatest numbers of windows, to be found once a quantiser made codes, which are pooled instead. */
export interface Pool {
  /** What is pooled. */
  readonly shape: readonly number[];
  readonly axis: number;
  readonly ofCodes: (codes: Counted) => Counted;
  readonly ofReals: (reals: Stored) => Stored;
  /** Elements moved behind it: slices are no longer those of what is pooled. */
  readonly isMoved?: boolean;
}

/** Real numbers that whole numbers stand for. */
export interface Counted {
  readonly kind: 'counted';
  readonly shape: readonly number[];
  /** Adds the tensor to the graph at its first call: int8, int32, or float32 as the graph's input has them. */
  readonly codes: () => Stored;
  /** The same as real numbers, where they come from a quantiser: -0 differs from 0 there. */
  readonly real?: () => Stored;
  readonly isReal: boolean;
  /** Codes are +1 and -1, around 0. */
  readonly isSigns?: boolean;
  /** The same as words of an image NHWC. */
  readonly signs?: () => Stored;
  /** Put off: `codes`, range and meanings are those of what is pooled. */
  readonly pool?: Pool;
  /** Sums of products of signs, which may be had in other forms. */
  readonly signSums?: SignSums;
  /** Range of the whole numbers; real numbers count in the order of their bits. */
  readonly least: number;
  readonly most: number;
  /** Width of the quantiser that made it; that of its type where none did. */
  readonly bits: number;
  /** One for all, or one for each slice along `axis`. */
  readonly meanings: readonly Meaning[];
  readonly axis: number;
}

export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

export const identity: Meaning = {
  of: (value) => value,
  line: { factor: 1, offset: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
};

/** The meaning of each slice. */
export const meaningOf = ({ meanings }: Pick<Counted, 'meanings'>, slice: number): Meaning =>
  meanings[meanings.length === 1 ? 0 : slice] as Meaning;

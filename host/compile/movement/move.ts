import type { Tensor } from '../../model/graph.ts';
import { elements, tensorBytes } from '../../model/shapes.ts';

/** A byte of one of an operator's tensors, by its position, or of its own constants. */
export interface Place {
  readonly of: 'inputs' | 'outputs' | 'constants';
  readonly at: number;
  readonly byte: number;
}

/** A loop over elements: how many, and the bytes from one to the next on both sides. Steps may be negative, and 0 where it repeats. */
export interface Axis {
  readonly extent: number;
  readonly from: number;
  readonly to: number;
}

/** Elements that are copied as they are. What is written is never read by the same move. */
export interface Move {
  readonly from: Place;
  readonly to: Place;
  /** Bytes of an element. */
  readonly width: number;
  readonly axes: readonly Axis[];
}

/** A move of no elements. */
export const isEmpty = ({ axes }: Move): boolean => axes.some(({ extent }) => extent === 0);

/** All that an operator does, one move after the other. */
export interface Movement {
  readonly moves: readonly Move[];
  readonly constants?: Uint8Array;
}

/** Bytes of an element. */
export const widthOf = ({ dtype }: Tensor): number => tensorBytes({ dtype, shape: [1] });

/** Bytes from one element to the next along each axis. */
export const stepsOf = ({ dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>): number[] =>
  shape.map((_, axis) => tensorBytes({ dtype, shape: shape.slice(axis + 1) }));

export const axesOf = (extents: readonly number[], from: readonly number[], to: readonly number[]): Axis[] =>
  extents.map((extent, axis) => ({ extent, from: from[axis] ?? 0, to: to[axis] ?? 0 }));

export const input = (at: number, byte = 0): Place => ({ of: 'inputs', at, byte });
export const output = (at: number, byte = 0): Place => ({ of: 'outputs', at, byte });
export const constant = (byte = 0): Place => ({ of: 'constants', at: 0, byte });

/** All of a tensor, to another of as many elements. */
export const whole = (x: Tensor, from: Place, to: Place): Move => {
  const width = widthOf(x);
  return { from, to, width, axes: [{ extent: elements(x.shape), from: width, to: width }] };
};

/** One element over and over, to fill `y`. */
export const repeated = (y: Tensor, from: Place, to: Place): Move => {
  const width = widthOf(y);
  return { from, to, width, axes: [{ extent: elements(y.shape), from: 0, to: width }] };
};

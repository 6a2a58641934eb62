import { POSITIONS, SCRATCH_ALIGNMENT, SLACK_BYTES, SUMS_BYTES } from '../../assembly/shared/simd_layout.ts';
import { windowPads } from '../model/shapes.ts';
import type { Window } from './window.ts';

const CELL_BYTES = 2;

/** The widened input of a convolution with its padding, as far as windows reach; in bytes where nothing else is said. */
export interface PlaneShape {
  /** In rows. */
  readonly top: number;
  readonly rows: number;
  /** In elements. */
  readonly left: number;
  readonly right: number;
  /** From one row to the next. */
  readonly pitch: number;
}

export const planeShape = (window: Window): PlaneShape => {
  const { top, left } = windowPads(window);
  const extent = (axis: 0 | 1) => (window.output[axis] - 1) * window.stride[axis] + window.kernel[axis];
  const columns = Math.max(extent(1), left + window.input[1]);
  return {
    top,
    rows: extent(0),
    left: left * window.channels,
    right: (columns - left - window.input[1]) * window.channels,
    pitch: CELL_BYTES * columns * window.channels,
  };
};

/** Scratch of a kernel whose plane takes so many bytes. */
export const scratchBytes = (planeBytes: number): number => SCRATCH_ALIGNMENT + SUMS_BYTES + planeBytes + SLACK_BYTES;

/** One output position: where its window begins in the plane, and the output in y. */
export type Position = readonly [from: number, to: number];

/** Groups for one tile each; the last one repeats a position where it would not be full. */
export const inGroups = (positions: readonly Position[]): number[] => {
  const count = Math.ceil(positions.length / POSITIONS) * POSITIONS;
  return Array.from({ length: count }, (_, at) => positions[Math.min(at, positions.length - 1)] as Position).flat();
};

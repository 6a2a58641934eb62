import { windowPads } from '../model/shapes.ts';
import type { Window } from './window.ts';

/** One direction of a depthwise layer. */
export interface Way {
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pad: number;
  /** Bytes of x and of y from one position to the next. */
  readonly xStep: number;
  readonly yStep: number;
}

/** Why a plane of one channel's input does not do. */
export const ONLY_PADDING = 'windows see little but padding';

export const waysOf = (window: Window, outChannels: number): readonly [down: Way, across: Way] => {
  const { top, left } = windowPads(window);
  const way = (axis: 0 | 1, pad: number): Way => ({
    input: window.input[axis],
    output: window.output[axis],
    kernel: window.kernel[axis],
    stride: window.stride[axis],
    dilation: window.dilation[axis],
    pad,
    xStep: window.channels * (axis === 0 ? window.input[1] : 1),
    yStep: outChannels * (axis === 0 ? window.output[1] : 1),
  });
  return [way(0, top), way(1, left)];
};

/** The rows of one channel's taps; turned, its columns. */
export const tapRows = (taps: readonly number[], { kernel: [h, w] }: Window, isTurned: boolean): number[][] =>
  Array.from({ length: isTurned ? w : h }, (_, row) =>
    Array.from({ length: isTurned ? h : w }, (__, column) => taps[isTurned ? column * w + row : row * w + column] ?? 0),
  );

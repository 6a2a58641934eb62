import { integers } from './constant-data.ts';
import type { OperatorOf, Tensor } from './graph.ts';

/** Along one axis of the input: the first element taken, the step to the next, and how many. */
export interface Taken {
  readonly start: number;
  readonly step: number;
  readonly count: number;
  /** Its one element is taken without the axis. */
  readonly isDropped: boolean;
}

type Options = OperatorOf<'STRIDED_SLICE'>['options'];

/** Where an end of a slice lies, counted from the front: one before the first or one behind the last at the most. */
const bounded = (at: number, extent: number, step: number): number => {
  const front = at < 0 ? at + extent : at;
  return step > 0 ? Math.min(Math.max(front, 0), extent) : Math.min(Math.max(front, -1), extent - 1);
};

/**
 * What a slice takes along each axis; a mask's bit stands for its axis. Where an end lies outside, it takes as much as there is
 * (tensorflow/lite/kernels/internal/strided_slice_logic.h; like TensorFlow Lite Micro, without the option `offset`).
 * @returns undefined where the constants do not fit the input, or an axis is dropped that has no such element
 */
export const takenBy = (
  options: Options,
  x: Pick<Tensor, 'shape'>,
  constants: readonly (Pick<Tensor, 'dtype' | 'data'> | undefined)[],
): Taken[] | undefined => {
  const [begin = [], end = [], steps = []] = constants.map((tensor) => (tensor ? integers(tensor) : []));
  if ([begin, end, steps].some(({ length }) => length !== x.shape.length) || steps.includes(0)) return undefined;
  const taken = x.shape.map((extent, axis): Taken => {
    const is = (mask: number) => ((mask >> axis) & 1) === 1;
    const step = steps[axis] as number;
    const start = is(options.beginMask) ? (step > 0 ? 0 : extent - 1) : bounded(begin[axis] as number, extent, step);
    if (is(options.shrinkAxisMask))
      return { start, step: 1, count: step > 0 && start < extent ? 1 : 0, isDropped: true };
    const stop = is(options.endMask) ? (step > 0 ? extent : -1) : bounded(end[axis] as number, extent, step);
    return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)), isDropped: false };
  });
  return taken.some(({ isDropped, count }) => isDropped && count === 0) ? undefined : taken;
};

import type { Tensor } from '../../model/graph.ts';
import { Constants } from '../constants.ts';
import type { Addresses } from '../operators/spec.ts';
import { stepsOf } from './move.ts';

/** A part of a tensor, of a shape that is known, whose first element is found while the network runs. */
export interface SliceAt {
  /** What the kernel `slice_origin` reads. */
  readonly constants: Uint8Array;
  /** What every such place is a multiple of, in bytes. */
  readonly alignment: number;
  /** An expression for its first byte, from the tensor's own. */
  readonly origin: (at: Addresses) => string;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** @param position of the input that holds an index for each axis */
export const sliceAt = (whole: Tensor, part: Tensor, begin: Tensor, position: number): SliceAt => {
  const steps = stepsOf(whole);
  const room = whole.shape.map((extent, axis) => extent - (part.shape[axis] ?? 0));
  const pairs = room.map((last, axis) => [last, steps[axis] ?? 0]);
  const type = begin.dtype === 'int64' ? 'i64' : 'i32';
  return {
    constants: new Constants().s32(...pairs.flat()).finish(),
    alignment: pairs.reduce((sum, [last, step = 0]) => (last === 0 ? sum : divisor(sum, step)), 4),
    origin: (at) => `slice_origin<${type}>(${at.inputs[position]}, ${at.constants}, ${room.length})`,
  };
};

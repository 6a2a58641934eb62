import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { affine } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

/** Axes that the kernel loops over, besides the run of the innermost ones. */
const LOOPS = 4;

export default {
  kinds: ['PAD'],
  lower: (_, { x, y, w }) => {
    const paddings = integers(w as Tensor);
    const before = (axis: number) => paddings[2 * axis] ?? 0;
    const strides = y.shape.map((__, axis) => elements(y.shape.slice(axis + 1)));
    const isPadded = (axis: number) => x.shape[axis] !== y.shape[axis];
    const last = Math.max(
      0,
      x.shape.findLastIndex((__, axis) => isPadded(axis)),
    );
    const first = strides.reduce((sum, stride, axis) => sum + before(axis) * stride, 0);
    const loops = Array.from({ length: LOOPS }, (__, loop) => {
      const axis = last - LOOPS + loop;
      return [axis < 0 ? 1 : (x.shape[axis] ?? 1), axis < 0 ? 0 : (strides[axis] ?? 0)];
    });
    return {
      kernel: 'pad_s8',
      constants: new Constants()
        .s32(elements(y.shape), affine(y).zero, first, elements(x.shape.slice(last)), ...loops.flat())
        .finish(),
      scratchBytes: 0,
      emit: (at) => `pad_s8(${at.inputs[0]}, ${at.output}, ${at.constants});`,
    };
  },
} satisfies OperatorSpec<'PAD'>;

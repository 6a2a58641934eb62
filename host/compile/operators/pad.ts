import type { Tensor } from '../../model/graph.ts';
import { paddingsOf } from '../../model/paddings.ts';
import { mover } from '../movement/lower.ts';
import { axesOf, constant, input, output, repeated, stepsOf, widthOf } from '../movement/move.ts';
import { affine } from '../quantize.ts';

/** Little-endian: the zero point of int8, 0 of every other type (tensorflow/lite/micro/kernels/pad.cc). */
const background = (y: Tensor): Uint8Array => new Uint8Array(widthOf(y)).fill(y.dtype === 'int8' ? affine(y).zero : 0);

/** The output is filled, then the input goes to its place in it; where nothing is padded, only that. */
export default mover(['PAD', 'PADV2'], ({ kind }, { x, y, w }) => {
  const paddings = paddingsOf(w as Tensor);
  const steps = stepsOf(y);
  const first = paddings.reduce((byte, { before }, axis) => byte + before * (steps[axis] ?? 0), 0);
  const place = {
    from: input(0),
    to: output(0, first),
    width: widthOf(x),
    axes: axesOf(x.shape, stepsOf(x), steps),
  };
  if (paddings.every(({ before, after }) => before + after === 0)) return { moves: [place] };
  return kind === 'PAD'
    ? { moves: [repeated(y, constant(), output(0)), place], constants: background(y) }
    : { moves: [repeated(y, input(2), output(0)), place] };
});

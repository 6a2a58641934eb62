import type { OperatorOf } from '../../model/graph.ts';
import { Constants } from '../constants.ts';
import { unitOf } from '../movement/collapse.ts';
import { stepsOf } from '../movement/move.ts';
import { round } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

type Options = OperatorOf<'RESIZE_NEAREST_NEIGHBOR'>['options'];

/** Positions along an axis of `from` that the `to` of the output take: float32 arithmetic (tensorflow/lite/kernels/internal/reference/resize_nearest_neighbor.h). */
const nearest = ({ alignCorners, halfPixelCenters }: Options, from: number, to: number): number[] => {
  const hasCorners = alignCorners && to > 1;
  const scale = Math.fround(hasCorners ? (from - 1) / (to - 1) : from / to);
  const offset = halfPixelCenters ? 0.5 : 0;
  return Array.from({ length: to }, (_, at) => {
    const place = Math.fround((at + offset) * scale);
    return Math.min(alignCorners ? round(place) : Math.floor(place), from - 1);
  });
};

export default {
  kinds: ['RESIZE_NEAREST_NEIGHBOR'],
  lower: ({ options }, { x, y }) => {
    const [images, inH = 1, inW = 1] = x.shape;
    const [, outH = 1, outW = 1] = y.shape;
    const [image = 0, row = 0, column = 0] = stepsOf(x);
    const rows = nearest(options, inH, outH).map((at) => at * row);
    const columns = nearest(options, inW, outW).map((at) => at * column);
    return {
      kernel: 'resize_nearest',
      constants: new Constants().s32(outH, outW, image, ...rows, ...columns).finish(),
      scratchBytes: 0,
      emit: (at) =>
        `resize_nearest<u${8 * unitOf([column])}>(${at.inputs[0]}, ${at.output}, ${images}, ${column}, ${at.constants});`,
    };
  },
} satisfies OperatorSpec<'RESIZE_NEAREST_NEIGHBOR'>;

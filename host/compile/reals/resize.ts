import type { Tensor } from '../../model/graph.ts';
import type { OptionsByKind } from '../../model/options.ts';
import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { bitsOf } from '../float-bits.ts';
import type { Lowered } from '../operators/spec.ts';

const { fround } = Math;

type Options = OptionsByKind['RESIZE_BILINEAR'];

/**
 * Of each output along an axis the inputs before and behind it, times `step`, and the distance from the first: float32 arithmetic
 * (tensorflow/lite/kernels/internal/reference/resize_bilinear.h, ComputeInterpolationValues).
 */
const samples = ({ alignCorners, halfPixelCenters }: Options, from: number, to: number, step: number): number[] => {
  const scale = fround(alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to);
  return Array.from({ length: to }, (_, at) => {
    const place = halfPixelCenters ? fround(fround(fround(at + 0.5) * scale) - 0.5) : fround(at * scale);
    const first = Math.min(Math.max(Math.floor(place), 0), from - 1);
    const last = Math.min(Math.ceil(place), from - 1);
    return [first * step, last * step, bitsOf(fround(place - first))];
  }).flat();
};

export const lowerRealResize = (options: Options, x: Tensor, y: Tensor): Lowered => {
  const [images = 1, inH = 1, inW = 1, channels = 1] = x.shape;
  const [, outH = 1, outW = 1] = y.shape;
  const sizes = [images, (4 * elements(x.shape)) / images, outH, outW, channels];
  return {
    kernel: 'resize_bilinear_f32',
    constants: new Constants()
      .s32(...samples(options, inH, outH, 4 * inW * channels), ...samples(options, inW, outW, 4 * channels))
      .finish(),
    scratchBytes: 0,
    emit: ({ inputs, output, constants }) =>
      `resize_bilinear_f32(${[inputs[0], output, ...sizes, constants].join(', ')});`,
  };
};

import type { Tensor } from '../../model/graph.ts';
import type { OptionsByKind } from '../../model/options.ts';
import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import type { Lowered } from '../operators/spec.ts';

const { fround } = Math;

type Options = OptionsByKind['RESIZE_BILINEAR'];

/**
 * Of each output along an axis the inputs before and behind it, times `step`, and the distance from the first: float32 arithmetic
 * (tensorflow/lite/kernels/internal/reference/resize_bilinear.h, ComputeInterpolationValues).
 */
const writeSamples = (
  constants: Constants,
  { alignCorners, halfPixelCenters }: Options,
  [from, to]: readonly [number, number],
  step: number,
): void => {
  const scale = fround(alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to);
  for (let at = 0; at < to; at++) {
    const place = halfPixelCenters ? fround(fround(fround(at + 0.5) * scale) - 0.5) : fround(at * scale);
    const first = Math.min(Math.max(Math.floor(place), 0), from - 1);
    const last = Math.min(Math.ceil(place), from - 1);
    constants.s32(first * step, last * step).f32([place - first]);
  }
};

export const lowerRealResize = (options: Options, x: Tensor, y: Tensor): Lowered => {
  const [images = 1, inH = 1, inW = 1, channels = 1] = x.shape;
  const [, outH = 1, outW = 1] = y.shape;
  const sizes = [images, (4 * elements(x.shape)) / images, outH, outW, channels];
  const constants = new Constants();
  writeSamples(constants, options, [inH, outH], 4 * inW * channels);
  writeSamples(constants, options, [inW, outW], 4 * channels);
  return {
    kernel: 'resize_bilinear_f32',
    constants: constants.finish(),
    scratchBytes: 0,
    emit: (at) => `resize_bilinear_f32(${[at.inputs[0], at.output, ...sizes, at.constants].join(', ')});`,
  };
};

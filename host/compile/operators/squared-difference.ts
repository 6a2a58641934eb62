import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { lowerByTable } from '../by-table.ts';
import { Constants } from '../constants.ts';
import { clamp, requantize } from '../fixed-point.ts';
import { affine, type Multiplier, quantizeMultiplier, rangeOf } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import { inputTable } from '../summation.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

/** Headroom of s8 inputs before they are rescaled to a common scale; those of s16 need none. */
const LEFT_SHIFT = 7;

type Pair = readonly [a: Tensor, b: Tensor];

/** How both inputs come to a common scale, and the square of their difference to the output's. */
const scalesOf = (inputs: Pair, y: Tensor, leftShift: number): readonly [Multiplier, Multiplier, Multiplier] => {
  const [a, b] = [affine(inputs[0]).scale, affine(inputs[1]).scale];
  const twiceMax = 2 * Math.max(a, b);
  return [
    quantizeMultiplier(a / twiceMax),
    quantizeMultiplier(b / twiceMax),
    quantizeMultiplier(twiceMax ** 2 / Math.fround(2 ** (2 * leftShift) * affine(y).scale)),
  ];
};

const lower8 = (inputs: Pair, y: Tensor): Lowered => {
  const [a, b, rescale] = scalesOf(inputs, y, LEFT_SHIFT);
  const [first, second] = [inputTable(inputs[0], a, LEFT_SHIFT), inputTable(inputs[1], b, LEFT_SHIFT)];
  const { zero } = affine(y);
  const limits = rangeOf('int8');
  const square = (x: number, w: number) => {
    const difference = (first[x & 255] as number) - (second[w & 255] as number);
    return clamp(requantize(difference ** 2, rescale) + zero, limits);
  };
  const constants = new Constants()
    .s32(zero, limits.min, limits.max, rescale.multiplier, rescale.shift, ...first, ...second)
    .finish();
  return lowerByTable(inputs, y, square) ?? lowerElements({ kernel: 'squared_difference_s8', constants }, inputs, y);
};

const lower16 = (inputs: Pair, y: Tensor): Lowered => {
  const fields = scalesOf(inputs, y, 0).flatMap(({ multiplier, shift }) => [multiplier, shift]);
  const constants = new Constants().s32(...fields).finish();
  return lowerElements({ kernel: 'squared_difference_s16', constants }, inputs, y);
};

/** tensorflow/lite/micro/kernels/squared_difference.cc, which has no activation. */
export default {
  kinds: ['SQUARED_DIFFERENCE'],
  lower: (_, { x, y, w }) => {
    const inputs: Pair = [x, w as Tensor];
    if (y.dtype === 'float32') return lowerReals('squared_difference_f32', inputs, y);
    if (y.dtype === 'int32') return lowerElements({ kernel: 'squared_difference_s32' }, inputs, y);
    return y.dtype === 'int16' ? lower16(inputs, y) : lower8(inputs, y);
  },
} satisfies OperatorSpec<'SQUARED_DIFFERENCE'>;

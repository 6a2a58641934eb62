import type { Tensor } from '../../model/graph.ts';
import { type ElementKernel, lowerElements } from '../broadcast.ts';
import { Constants } from '../constants.ts';
import { affine, type Multiplier, quantizeMultiplier } from '../quantize.ts';
import { inputTable } from '../summation.ts';
import type { OperatorSpec } from './spec.ts';

/** Headroom of s8 inputs before they are rescaled to a common scale; those of s16 need none. */
const LEFT_SHIFT = 7;

/** How both inputs come to a common scale, and the square of their difference to the output's. */
const scalesOf = (
  x: Tensor,
  w: Tensor,
  y: Tensor,
  leftShift: number,
): readonly [Multiplier, Multiplier, Multiplier] => {
  const twiceMax = 2 * Math.max(affine(x).scale, affine(w).scale);
  return [
    quantizeMultiplier(affine(x).scale / twiceMax),
    quantizeMultiplier(affine(w).scale / twiceMax),
    quantizeMultiplier(twiceMax ** 2 / Math.fround(2 ** (2 * leftShift) * affine(y).scale)),
  ];
};

const difference8 = (x: Tensor, w: Tensor, y: Tensor): ElementKernel => {
  const [a, b, { multiplier, shift }] = scalesOf(x, w, y, LEFT_SHIFT);
  return {
    kernel: 'squared_difference_s8',
    constants: new Constants()
      .s32(affine(y).zero, -128, 127, multiplier, shift)
      .s32(...inputTable(x, a, LEFT_SHIFT), ...inputTable(w, b, LEFT_SHIFT))
      .finish(),
  };
};

const difference16 = (x: Tensor, w: Tensor, y: Tensor): ElementKernel => ({
  kernel: 'squared_difference_s16',
  constants: new Constants()
    .s32(...scalesOf(x, w, y, 0).flatMap(({ multiplier, shift }) => [multiplier, shift]))
    .finish(),
});

/** tensorflow/lite/micro/kernels/squared_difference.cc, which has no activation. */
export default {
  kinds: ['SQUARED_DIFFERENCE'],
  lower: (_, { x, y, w: other }) => {
    const w = other as Tensor;
    if (y.dtype === 'int32') return lowerElements({ kernel: 'squared_difference_s32' }, [x, w], y);
    return lowerElements(y.dtype === 'int16' ? difference16(x, w, y) : difference8(x, w, y), [x, w], y);
  },
} satisfies OperatorSpec<'SQUARED_DIFFERENCE'>;

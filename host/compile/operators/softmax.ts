import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { doublingHighMultiply, expOfNegative } from '../fixed-point.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

/** Integer bits of the scaled distance to the row's maximum (internal/reference/softmax.h). */
const DIFFERENCE_BITS = 5;

/** exp of each distance 0..255 below the maximum, Q0.31 (PreprocessSoftmaxScaling, CalculateInputRadius). */
const expTable = (beta: number, scale: number): number[] => {
  const real = Math.min(beta * scale * 2 ** (31 - DIFFERENCE_BITS), 2 ** 31 - 1);
  const { multiplier, shift } = quantizeMultiplier(real);
  const radius = Math.floor(((2 ** DIFFERENCE_BITS - 1) * 2 ** (31 - DIFFERENCE_BITS)) / 2 ** shift);
  return Array.from({ length: 256 }, (_, distance) =>
    distance > radius ? 0 : expOfNegative(doublingHighMultiply(-distance << shift, multiplier)),
  );
};

export default {
  kinds: ['SOFTMAX'],
  lower: ({ options }, { x }) => {
    const depth = x.shape.at(-1) ?? 1;
    const rows = elements(x.shape) / depth;
    return {
      kernel: 'softmax_s8',
      constants: new Constants().s32(...expTable(options.beta, affine(x).scale)).finish(),
      scratchBytes: 0,
      emit: (at) => `softmax_s8(${at.inputs[0]}, ${at.output}, ${at.constants}, ${rows}, ${depth});`,
    };
  },
} satisfies OperatorSpec<'SOFTMAX'>;

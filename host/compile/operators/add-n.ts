import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

/** Headroom of the sum (tensorflow/lite/micro/kernels/add_n.cc). */
const LEFT_SHIFT = 20;

/** The reference's sum does not start at 0 but at minus the zero point, so that one zero point too many is subtracted. */
export default {
  kinds: ['ADD_N'],
  lower: (_, { inputs, x, y }) => {
    const { scale, zero } = affine(x);
    const rescale = quantizeMultiplier((2 * scale) / (2 ** LEFT_SHIFT * affine(y).scale));
    return {
      kernel: 'add_n_s8',
      constants: new Constants()
        .s32((inputs.length + 1) * zero, rescale.multiplier, rescale.shift, affine(y).zero)
        .finish(),
      reads: inputs.map((__, position) => position),
      scratchBytes: 0,
      order: 'elements',
      emit: (at) => {
        const sum = at.inputs.map((address) => `<i32>load<i8>(${address} + i)`).join(' + ');
        return `for (let i: usize = 0; i < ${elements(y.shape)}; i++) add_n_s8(${sum}, ${at.output} + i, ${at.constants});`;
      },
    };
  },
} satisfies OperatorSpec<'ADD_N'>;

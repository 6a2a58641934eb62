import type { Tensor } from '../../model/graph.ts';
import { elements, tensorBytes } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { literal } from '../reals/literal.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

/** Headroom of the sum (tensorflow/lite/micro/kernels/add_n.cc). */
const LEFT_SHIFT = 20;

/** Real numbers are added one after the other, to 0. */
const lowerReal = (inputs: readonly unknown[], y: Tensor): Lowered => ({
  kernel: 'add_f32',
  constants: new Uint8Array(0),
  reads: inputs.map((_, position) => position),
  scratchBytes: 0,
  order: 'elements',
  emit: (at) => {
    const limits = `${literal(Number.NEGATIVE_INFINITY)}, ${literal(Number.POSITIVE_INFINITY)}`;
    const sum = at.inputs.reduce((all, address) => `add_f32(${all}, load<f32>(${address} + i), ${limits})`, '0');
    return `for (let i: usize = 0; i < ${tensorBytes(y)}; i += 4) store<f32>(${at.output} + i, ${sum});`;
  },
});

/** The reference's sum of int8 does not start at 0 but at minus the zero point, so that one zero point too many is subtracted. */
export default {
  kinds: ['ADD_N'],
  lower: (_, { inputs, x, y }): Lowered => {
    if (x.dtype === 'float32') return lowerReal(inputs, y);
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

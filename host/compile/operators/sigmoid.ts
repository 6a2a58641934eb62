import { lowerElementwise } from '../elementwise.ts';
import { requantize, roundingShiftRight } from '../fixed-point.ts';
import { lowerLookup } from '../lookup.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import { powerTable } from '../reals/tables.ts';
import { logistic, tanh } from '../sigmoid.ts';
import { packWideSigmoid } from '../wide-sigmoid.ts';
import type { OperatorSpec } from './spec.ts';

/** Integer bits of what the functions take (internal/reference/integer_ops/logistic.h, tanh.h). */
const INTEGER_BITS = 4;

export default {
  kinds: ['LOGISTIC', 'TANH'],
  lower: ({ kind }, { x, y }) => {
    if (x.dtype === 'float32')
      return kind === 'TANH'
        ? lowerReals('tanh_f32', [x], y)
        : lowerReals('logistic_f32', [x], y, { table: powerTable });
    if (x.dtype === 'int16') {
      const [name, doublings] = kind === 'LOGISTIC' ? ['logistic_s16', 0] : ['tanh_s16', 1];
      return lowerElementwise(x, { name, constants: packWideSigmoid(x, doublings) });
    }
    const { scale, zero } = affine(x);
    const rescale = quantizeMultiplier(scale * 2 ** (31 - INTEGER_BITS));
    // CalculateInputRadius (internal/quantization_util.cc): from here on the function is at its end.
    const radius = Math.floor(((2 ** INTEGER_BITS - 1) * 2 ** (31 - INTEGER_BITS)) / 2 ** rescale.shift);
    const output = affine(y).zero;
    const [of, outputBits] = kind === 'LOGISTIC' ? [logistic, 8] : [tanh, 7];
    return lowerLookup(x, y, (value) => {
      const difference = value - zero;
      if (difference <= -radius) return -128;
      if (difference >= radius) return 127;
      const result = roundingShiftRight(of(requantize(difference, rescale)), 31 - outputBits) + output;
      return Math.max(-128, Math.min(127, result));
    });
  },
} satisfies OperatorSpec<'LOGISTIC' | 'TANH'>;

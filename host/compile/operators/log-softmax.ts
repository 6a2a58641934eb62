import { elements } from '../../model/shapes.ts';
import { Constants } from '../constants.ts';
import { distancesOf } from '../exp-table.ts';
import { roundingShiftRight } from '../fixed-point.ts';
import { joined } from '../joined.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import { lowerRealRows } from '../reals/rows.ts';
import { logTable, powerTable } from '../reals/tables.ts';
import type { OperatorSpec } from './spec.ts';

/** Integer bits of the sum of exponentials (internal/reference/log_softmax.h). */
const SUM_BITS = 12;

export default {
  kinds: ['LOG_SOFTMAX'],
  lower: (_, { x }) => {
    if (x.dtype === 'float32')
      return lowerRealRows('log_softmax_f32', x, { tables: joined([powerTable, logTable]).bytes });
    const depth = x.shape.at(-1) ?? 1;
    const rows = elements(x.shape) / depth;
    const { rescale, radius, scaled, exp } = distancesOf(1, affine(x).scale);
    // internal/quantization_util.cc, PreprocessLogSoftmaxScalingExp.
    const inverse = quantizeMultiplier(2 ** (31 - rescale.shift) / rescale.multiplier);
    const constants = new Constants()
      .s32(-radius - 1, inverse.multiplier, inverse.shift)
      .s32(...exp.map((value) => roundingShiftRight(value, SUM_BITS)), ...scaled);
    return {
      kernel: 'log_softmax_s8',
      constants: constants.finish(),
      scratchBytes: 0,
      order: 'elements',
      emit: (at) => `log_softmax_s8(${at.inputs[0]}, ${at.output}, ${at.constants}, ${rows}, ${depth});`,
    };
  },
} satisfies OperatorSpec<'LOG_SOFTMAX'>;

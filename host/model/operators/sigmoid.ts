import type { Tensor } from '../graph.ts';
import { complaintAboutOutput, nonZeroPoints, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Between them the reference shifts by 0 to 62 bits (internal/quantization_util.cc, CalculateInputRadius). */
const [LEAST_SCALE, MOST_SCALE] = [2 ** -28, 2 ** 35];
/** From here on 3 · 4096 times it does not fit 16 bits (kernels/logistic_common.cc). */
const MOST_SCALE_OF_INT16 = 32768 / (3 * 4096);

const complaintAboutInput = ({ dtype, quantization }: Tensor): string | undefined => {
  const scale = quantization?.scales[0] ?? 0;
  const [least, most] = dtype === 'int16' ? [0, MOST_SCALE_OF_INT16] : [LEAST_SCALE, MOST_SCALE];
  return scale >= least && scale < most ? undefined : `input scale ${scale}, not in ${least} … ${most}`;
};

export default {
  kinds: ['LOGISTIC', 'TANH'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'int16', 'float32'),
  complaint: ({ kind }, { x, y }) => {
    const different = differentShapes(x, y);
    if (different || x.dtype === 'float32') return different;
    const complaint = singleScales([x, y]) ?? complaintAboutInput(x);
    if (complaint) return complaint;
    if (x.dtype === 'int16') return nonZeroPoints([x]) ?? complaintAboutOutput(y, 32768, 0);
    return kind === 'TANH' ? complaintAboutOutput(y, 128, 0) : complaintAboutOutput(y, 256, -128);
  },
} satisfies OperatorRules<'LOGISTIC' | 'TANH'>;

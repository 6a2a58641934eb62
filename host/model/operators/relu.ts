import { complaintAboutScaling, nonZeroPoints, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const MAX_SIX = 2 ** 30;

/** RELU rescales; RELU6 clamps as its input is scaled, whatever the output's scale says (kernels/activations_common.cc). */
export default {
  kinds: ['RELU', 'RELU6'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'int16', 'float32'),
  complaint: ({ kind }, { x, y }) => {
    const complaint = differentShapes(x, y) ?? singleScales([x, y]);
    if (complaint || x.dtype === 'float32') return complaint;
    const scale = x.quantization?.scales[0] ?? 0;
    if (kind === 'RELU6') return 6 / scale < MAX_SIX ? undefined : `input scale ${scale}, of which 6 is 2^30 or more`;
    return complaintAboutScaling(x, y) ?? (x.dtype === 'int16' ? nonZeroPoints([x, y]) : undefined);
  },
} satisfies OperatorRules<'RELU' | 'RELU6'>;

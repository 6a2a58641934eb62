import { complaintAboutRatio, complaintAboutScaling, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['LEAKY_RELU'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'int16', 'float32'),
  complaint: ({ options: { alpha } }, { x, y }) => {
    const complaint = differentShapes(x, y) ?? singleScales([x, y]);
    if (complaint) return complaint;
    const ratio = (x.quantization?.scales[0] ?? 0) / (y.quantization?.scales[0] ?? 1);
    return complaintAboutScaling(x, y) ?? complaintAboutRatio(x, Math.abs(alpha) * ratio);
  },
} satisfies OperatorRules<'LEAKY_RELU'>;

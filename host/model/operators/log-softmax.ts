import { complaintAboutOutput, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** So many exponentials of up to 1 can be added up in 12 bits and a fraction (internal/reference/log_softmax.h). */
const MAX_DEPTH = 4095;
/** The scaled difference needs a left shift, and more than a plain one to have an inverse (internal/quantization_util.cc). */
const LEAST_SCALE = 2 ** -26 * (1 + 2 ** -30);

export default {
  kinds: ['LOG_SOFTMAX'],
  inputs: [1, 1],
  refusal: (_, { x, y }) =>
    refuseMixed([x, y], 'int8', 'float32') ??
    (x.dtype === 'int8' && (x.shape.at(-1) ?? 0) > MAX_DEPTH ? `over more than ${MAX_DEPTH} values` : undefined),
  complaint: (_, { x, y }) => {
    if (x.shape.length < 1) return 'no row';
    const different = differentShapes(x, y);
    if (different || x.dtype === 'float32') return different;
    const complaint = singleScales([x, y]) ?? complaintAboutOutput(y, 16, 127);
    if (complaint) return complaint;
    const scale = x.quantization?.scales[0] ?? 0;
    return scale > LEAST_SCALE ? undefined : `input scale ${scale}, 2^-26 or less`;
  },
} satisfies OperatorRules<'LOG_SOFTMAX'>;

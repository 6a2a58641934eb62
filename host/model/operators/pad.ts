import { complaintAboutMove, refuseRank } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutPaddings, paddedShape } from '../paddings.ts';
import { differentScales, singleScales } from '../scale-rules.ts';
import { elements } from '../shapes.ts';
import { refuseComputed, refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** TensorFlow Lite Micro's limit (tensorflow/lite/kernels/internal/reference/pad.h). */
const MAX_RANK = 5;

/** PAD surrounds int8 by its zero point and other types by 0, PADV2 by the value of a third input. */
export default {
  kinds: ['PAD', 'PADV2'],
  inputs: [2, 3],
  refusal: (_, { x, y, w, bias: value }) =>
    refuseMixed([x, value, y], 'int8', 'int16', 'int32', 'float32') ??
    refuseComputed(w, 'paddings') ??
    refuseRank([x], MAX_RANK),
  complaint: ({ kind }, { inputs, x, y, w, bias: value }) => {
    if (inputs.length !== (kind === 'PAD' ? 2 : 3) || (kind === 'PADV2' && !value)) return `${inputs.length} inputs`;
    const complaint = complaintAboutPaddings(x, w as Tensor) ?? complaintAboutMove(x, y, paddedShape(x, w as Tensor));
    if (complaint) return complaint;
    if (value && elements(value.shape) !== 1) return `${elements(value.shape)} values to pad with`;
    if (x.dtype === 'int8')
      return singleScales([x, y, ...(value ? [value] : [])]) ?? (value && differentScales(value, y));
    const zero = x.dtype === 'int16' && !value && y.quantization?.zeroPoints.find(Boolean);
    return zero ? `int16 with zero point ${zero}` : undefined;
  },
} satisfies OperatorRules<'PAD' | 'PADV2'>;

import { nonZeroPoints, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** The reference shifts 20 bits less than it rescales, by -31 to 10 (kernels/elementwise.cc, RsqrtEvalQuantized). */
const [LEAST, MOST] = [2 ** -12, 2 ** 30];

export default {
  kinds: ['RSQRT'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'int16', 'float32'),
  complaint: (_, { x, y }) => {
    const complaint = differentShapes(x, y) ?? singleScales([x, y]);
    if (complaint || x.dtype === 'float32') return complaint;
    const [from = 0, to = 0] = [x.quantization?.scales[0], y.quantization?.scales[0]];
    const rescale = 1 / Math.fround(Math.fround(Math.sqrt(from)) * to);
    if (!(rescale >= LEAST && rescale < MOST)) return `1 / (√${from} · ${to}) is ${rescale}, not in ${LEAST} … ${MOST}`;
    return x.dtype === 'int16' ? nonZeroPoints([x, y]) : undefined;
  },
} satisfies OperatorRules<'RSQRT'>;

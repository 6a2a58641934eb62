import { singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** The reference shifts 16 bits left by no more than 30 (internal/reference/hard_swish.h): 2^31 · 128 · 3 / 32768. */
const MAX_INPUT_SCALE = 2 ** 22 * 6;

/** TensorFlow Lite Micro refuses outputs of a scale of 1/128 of the input's, or below (kernels/hard_swish_common.cc). */
export default {
  kinds: ['HARD_SWISH'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'float32'),
  complaint: (_, { x, y }) => {
    const complaint = differentShapes(x, y) ?? singleScales([x, y]);
    if (complaint || x.dtype === 'float32') return complaint;
    const [from = 0, to = 0] = [x.quantization?.scales[0], y.quantization?.scales[0]];
    return from < MAX_INPUT_SCALE && Math.fround(from / 128 / to) < 1
      ? undefined
      : `scales ${from} and ${to}; the first is to be below ${MAX_INPUT_SCALE} and 128 times the second`;
  },
} satisfies OperatorRules<'HARD_SWISH'>;

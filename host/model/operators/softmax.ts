import { singleScales } from '../scale-rules.ts';
import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/**
 * Beyond it the reference is undefined: 512 equal values sum to 2^9, and the result is shifted by 32
 * (tensorflow/lite/kernels/internal/reference/softmax.h).
 */
const MAX_DEPTH = 511;

export default {
  kinds: ['SOFTMAX'],
  inputs: [1, 1],
  refusal: (_, { x, y }) =>
    refuseMixed([x, y], 'int8') ??
    ((x.shape.at(-1) ?? 0) > MAX_DEPTH ? `over more than ${MAX_DEPTH} values` : undefined),
  complaint: ({ options: { beta } }, { x, y }) => {
    const { scales: [scale = 0] = [], zeroPoints: [zero] = [] } = y.quantization ?? {};
    if (!same(x.shape, y.shape) || x.shape.length < 1) return `[${x.shape}] to [${y.shape}]`;
    const complaint = singleScales([x, y]);
    if (complaint) return complaint;
    if (zero !== -128 || Math.abs(scale - 1 / 256) > 0.001 / 256)
      return `output scale ${scale}, zero point ${zero}; 1/256 and -128 are due`;
    // The scaled difference needs a left shift (internal/quantization_util.cc, PreprocessSoftmaxScaling).
    const inputScale = x.quantization?.scales[0] ?? 0;
    return Number.isFinite(beta) && beta * inputScale * 2 ** 26 > 1
      ? undefined
      : `beta ${beta} at input scale ${inputScale}`;
  },
} satisfies OperatorRules<'SOFTMAX'>;

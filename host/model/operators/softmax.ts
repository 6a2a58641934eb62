import { complaintAboutOutput, complaintAboutRatio, nonZeroPoints, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** So many exponentials of up to 1 can be added up in 12 bits and a fraction, or in 16 (internal/reference/softmax.h). */
const MAX_DEPTH = 4095;
const MAX_DEPTH_OF_INT16 = 65536;

export default {
  kinds: ['SOFTMAX'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => {
    const depth = x.dtype === 'int16' ? MAX_DEPTH_OF_INT16 : MAX_DEPTH;
    return (
      refuseTypes([x, y], ['int8', 'int8'], ['int8', 'int16'], ['int16', 'int16'], ['float32', 'float32']) ??
      (x.dtype !== 'float32' && (x.shape.at(-1) ?? 0) > depth ? `over more than ${depth} values` : undefined)
    );
  },
  complaint: ({ options: { beta } }, { x, y }) => {
    if (x.shape.length < 1) return 'no row';
    const complaint = differentShapes(x, y) ?? singleScales([x, y]);
    if (complaint || x.dtype === 'float32') return complaint;
    const scale = x.quantization?.scales[0] ?? 0;
    if (x.dtype === 'int16') {
      const unfit = beta >= 0 ? undefined : `beta ${beta}`;
      return (
        unfit ??
        nonZeroPoints([x]) ??
        complaintAboutOutput(y, 32768, 0) ??
        complaintAboutRatio(x, (beta * scale) / (10 / 65535))
      );
    }
    const wrong = y.dtype === 'int16' ? complaintAboutOutput(y, 65536, -32768) : complaintAboutOutput(y, 256, -128);
    if (wrong) return wrong;
    // The scaled difference needs a left shift (internal/quantization_util.cc, PreprocessSoftmaxScaling).
    return Number.isFinite(beta) && beta * scale * 2 ** 26 > 1 ? undefined : `beta ${beta} at input scale ${scale}`;
  },
} satisfies OperatorRules<'SOFTMAX'>;

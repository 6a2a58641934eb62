import type { Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import { elementType } from '../element-type.ts';
import { bitsOf } from '../float-bits.ts';
import { affine, round } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

/** Bits of +1 and -1; of an s8, the quotient is rounded in float32 (larq_compute_engine/tflite/kernels/quantization.cc). */
const levels = (y: Tensor): readonly [positive: number, negative: number] => {
  if (y.dtype === 'float32') return [bitsOf(1), bitsOf(-1)];
  if (y.dtype === 'bool') return [1, 0];
  const { scale, zero } = affine(y);
  const one = round(Math.fround(1 / Math.fround(scale)));
  return [Math.min(127, zero + one), Math.max(-128, zero - one)];
};

const NO_CONSTANTS = { constants: new Uint8Array(0), scratchBytes: 0 } as const;

export default {
  kinds: ['LceQuantize', 'LceDequantize'],
  lower: ({ kind }, { x, y }) => {
    const { shape } = kind === 'LceQuantize' ? x : y;
    const channels = shape.at(-1) as number;
    const sizes = `${elements(shape) / channels}, ${channels}`;
    if (kind === 'LceQuantize') {
      const zero = x.dtype === 'int8' ? affine(x).zero : 0;
      return {
        ...NO_CONSTANTS,
        kernel: 'lce_quantize',
        emit: ({ inputs: [from], output }) =>
          `lce_quantize<${elementType(x.dtype)}>(${from}, ${output}, ${sizes}, ${zero});`,
      };
    }
    const type = y.dtype === 'float32' ? 'u32' : 'u8';
    return {
      ...NO_CONSTANTS,
      kernel: 'lce_dequantize',
      emit: ({ inputs: [from], output }) =>
        `lce_dequantize<${type}>(${from}, ${output}, ${sizes}, ${levels(y).join(', ')});`,
    };
  },
} satisfies OperatorSpec<'LceQuantize' | 'LceDequantize'>;

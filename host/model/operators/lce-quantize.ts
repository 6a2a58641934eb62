import type { Tensor } from '../graph.ts';
import { packedWords } from '../packed-bits.ts';
import { singleScales } from '../scale-rules.ts';
import { same } from '../shapes.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Signs, and the words that hold them along the last axis. */
const complaintAboutWords = (signs: Tensor, words: Tensor): string | undefined => {
  const [channels, outer] = [signs.shape.at(-1), signs.shape.slice(0, -1)];
  if (channels === undefined) return 'a scalar';
  const due = [...outer, packedWords(channels)];
  return same(due, words.shape) ? undefined : `[${words.shape}] words for [${signs.shape}] signs, not [${due}]`;
};

const complaintAboutZero = (tensor: Tensor): string | undefined =>
  tensor.dtype === 'int8' ? singleScales([tensor]) : undefined;

/** From numbers to words of signs, and back (larq_compute_engine/tflite/kernels/quantization.cc). */
export default {
  kinds: ['LceQuantize', 'LceDequantize'],
  inputs: [1, 1],
  refusal: ({ kind }, { x, y }) =>
    kind === 'LceQuantize'
      ? refuseTypes([x, y], ['float32', 'int32'], ['int8', 'int32'], ['bool', 'int32'])
      : refuseTypes([x, y], ['int32', 'float32'], ['int32', 'int8'], ['int32', 'bool']),
  complaint: ({ kind }, { x, y }) => {
    const [signs, words] = kind === 'LceQuantize' ? [x, y] : [y, x];
    return complaintAboutWords(signs, words) ?? complaintAboutZero(signs);
  },
} satisfies OperatorRules<'LceQuantize' | 'LceDequantize'>;

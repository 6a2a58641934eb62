import { complaintAboutMove } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Blocks of positions become channels, or channels blocks of positions; undefined where blocks are left over. */
const rearranged = (kind: 'DEPTH_TO_SPACE' | 'SPACE_TO_DEPTH', { shape }: Tensor, block: number) => {
  const [n = 0, h = 0, w = 0, c = 0] = shape;
  const due =
    kind === 'DEPTH_TO_SPACE'
      ? [n, h * block, w * block, c / block / block]
      : [n, h / block, w / block, c * block * block];
  return due.every(Number.isInteger) ? due : undefined;
};

/** tensorflow/lite/micro/kernels/depth_to_space.cc and space_to_depth.cc */
export default {
  kinds: ['DEPTH_TO_SPACE', 'SPACE_TO_DEPTH'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseMixed([x, y], 'int8', 'float32'),
  complaint: ({ kind, options: { blockSize } }, { x, y }) => {
    if (x.shape.length !== 4) return `an input of rank ${x.shape.length}`;
    return blockSize < 1 ? `blocks of ${blockSize}` : complaintAboutMove(x, y, rearranged(kind, x, blockSize));
  },
} satisfies OperatorRules<'DEPTH_TO_SPACE' | 'SPACE_TO_DEPTH'>;

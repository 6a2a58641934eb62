import type { Tensor } from '../graph.ts';
import { complaintAboutOutput, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const MAX_RANK = 4;
/** So many squares of 255 fit 31 bits. */
const MAX_DEPTH = 33_025;

const refuseShape = ({ dtype, shape }: Tensor): string | undefined => {
  if (shape.length > MAX_RANK) return `of rank ${shape.length}`;
  return dtype === 'int8' && (shape.at(-1) ?? 0) > MAX_DEPTH ? `over more than ${MAX_DEPTH} values` : undefined;
};

export default {
  kinds: ['L2_NORMALIZATION'],
  inputs: [1, 1],
  refusal: ({ options: { activation } }, { x, y }) =>
    refuseMixed([x, y], 'int8', 'float32') ??
    (activation === 'none' ? undefined : `with fused ${activation}`) ??
    refuseShape(x),
  complaint: (_, { x, y }) => {
    if (x.shape.length < 1) return 'no row';
    const complaint = differentShapes(x, y) ?? singleScales([x, y]);
    return complaint ?? (x.dtype === 'float32' ? undefined : complaintAboutOutput(y, 128, 0));
  },
} satisfies OperatorRules<'L2_NORMALIZATION'>;

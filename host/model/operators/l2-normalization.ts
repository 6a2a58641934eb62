import { complaintAboutOutput, singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseMixed } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const MAX_RANK = 4;
/** So many squares of 255 fit 31 bits. */
const MAX_DEPTH = 33_025;

const refuseShape = (shape: readonly number[]): string | undefined => {
  if (shape.length > MAX_RANK) return `of rank ${shape.length}`;
  return (shape.at(-1) ?? 0) > MAX_DEPTH ? `over more than ${MAX_DEPTH} values` : undefined;
};

export default {
  kinds: ['L2_NORMALIZATION'],
  inputs: [1, 1],
  refusal: ({ options: { activation } }, { x, y }) =>
    refuseMixed([x, y], 'int8') ??
    (activation === 'none' ? undefined : `with fused ${activation}`) ??
    refuseShape(x.shape),
  complaint: (_, { x, y }) => {
    if (x.shape.length < 1) return 'no row';
    return differentShapes(x, y) ?? singleScales([x, y]) ?? complaintAboutOutput(y, 128, 0);
  },
} satisfies OperatorRules<'L2_NORMALIZATION'>;

import type { DType } from '../graph.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

const targets: readonly DType[] = ['int8', 'int16', 'int32', 'uint32', 'float32'];
const sources: readonly DType[] = [...targets, 'bool'];

/** Of the types that the tensors have; what the options say counts for nothing, as in TensorFlow Lite Micro. */
export default {
  kinds: ['CAST'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseTypes([x, y], ...sources.flatMap((from) => targets.map((to) => [from, to]))),
  complaint: (_, { x, y }) => differentShapes(x, y),
} satisfies OperatorRules<'CAST'>;

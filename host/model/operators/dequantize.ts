import { singleScales } from '../scale-rules.ts';
import { differentShapes } from '../shape-rules.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

export default {
  kinds: ['DEQUANTIZE'],
  inputs: [1, 1],
  refusal: (_, { x, y }) => refuseTypes([x, y], ['int8', 'float32'], ['uint8', 'float32'], ['int16', 'float32']),
  complaint: (_, { x, y }) => differentShapes(x, y) ?? singleScales([x]),
} satisfies OperatorRules<'DEQUANTIZE'>;

import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { comparisonTable } from '../comparison-table.ts';
import { elementType } from '../element-type.ts';
import type { OperatorSpec } from './spec.ts';

/** Each comparison is one of two relations, of its inputs or of these swapped, or its opposite. */
const comparisons = {
  EQUAL: { relation: 'equal', swapped: false, inverted: 0 },
  NOT_EQUAL: { relation: 'equal', swapped: false, inverted: 1 },
  LESS: { relation: 'less', swapped: false, inverted: 0 },
  GREATER_EQUAL: { relation: 'less', swapped: false, inverted: 1 },
  GREATER: { relation: 'less', swapped: true, inverted: 0 },
  LESS_EQUAL: { relation: 'less', swapped: true, inverted: 1 },
} as const;

/** Inputs of int8 are compared as the numbers that they stand for, all others as they are stored. */
export default {
  kinds: ['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL'],
  lower: ({ kind }, { x, y, w }) => {
    const { relation, swapped, inverted } = comparisons[kind];
    const [a, b] = (swapped ? [w, x] : [x, w]) as [Tensor, Tensor];
    const kernel =
      x.dtype === 'int8'
        ? { kernel: 'compare_s8', constants: comparisonTable(relation, a, b) }
        : { kernel: relation, type: elementType(x.dtype) };
    return lowerElements({ ...kernel, literals: [inverted] }, [a, b], y, swapped ? [1, 0] : [0, 1]);
  },
} satisfies OperatorSpec<'EQUAL' | 'NOT_EQUAL' | 'LESS' | 'LESS_EQUAL' | 'GREATER' | 'GREATER_EQUAL'>;

import type { Tensor } from '../../model/graph.ts';
import { lowerElements } from '../broadcast.ts';
import { lowerByTable } from '../by-table.ts';
import { comparisonOf, comparisonTable } from '../comparison.ts';
import { elementType } from '../element-type.ts';
import type { OperatorSpec } from './spec.ts';

/** Each comparison is one of two relations, of its inputs or of these swapped, or its opposite. */
const comparisons = {
  EQUAL: { relation: 'equal', isSwapped: false, inverted: 0 },
  NOT_EQUAL: { relation: 'equal', isSwapped: false, inverted: 1 },
  LESS: { relation: 'less', isSwapped: false, inverted: 0 },
  GREATER_EQUAL: { relation: 'less', isSwapped: false, inverted: 1 },
  GREATER: { relation: 'less', isSwapped: true, inverted: 0 },
  LESS_EQUAL: { relation: 'less', isSwapped: true, inverted: 1 },
} as const;

/**
 * Inputs of int8 are compared as the numbers that they stand for, all others as they are stored. Of reals, that one is not below
 * another does not tell that it is as great: either may be no number.
 */
export default {
  kinds: ['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL'],
  lower: ({ kind }, { x, y, w }) => {
    const { relation, isSwapped, inverted } = comparisons[kind];
    const inputs = (isSwapped ? [w, x] : [x, w]) as [Tensor, Tensor];
    const positions = isSwapped ? ([1, 0] as const) : ([0, 1] as const);
    const literals = [inverted];
    if (x.dtype === 'float32' && inverted && relation === 'less')
      return lowerElements({ kernel: 'at_most', type: 'f32' }, inputs.toReversed(), y, [positions[1], positions[0]]);
    if (x.dtype !== 'int8')
      return lowerElements({ kernel: relation, type: elementType(x.dtype), literals }, inputs, y, positions);
    const holds = comparisonOf(relation, ...inputs);
    const constants = comparisonTable(holds);
    return (
      lowerByTable(inputs, y, (a, b) => Number(holds(a, b)) ^ inverted, positions) ??
      lowerElements({ kernel: 'compare_s8', literals, constants }, inputs, y, positions)
    );
  },
} satisfies OperatorSpec<'EQUAL' | 'NOT_EQUAL' | 'LESS' | 'LESS_EQUAL' | 'GREATER' | 'GREATER_EQUAL'>;

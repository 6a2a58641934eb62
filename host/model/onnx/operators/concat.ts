import { damaged } from '../../errors.ts';
import { concatenation, joinedConstants, type Part } from '../concatenation.ts';
import { axisOf, inputAt, operandAt } from '../inputs.ts';
import type { OnnxOperator } from '../operator.ts';

export default {
  types: ['Concat'],
  translate: (context) => {
    const axis = context.attributes.int('axis');
    const values = context.inputs.map((_, index) => inputAt(context, index));
    if (axis === undefined || values.length === 0) throw damaged('Concat without an axis or inputs');
    const along = axisOf(axis, values[0]?.shape.length ?? 0);
    const constants = values.flatMap((value) => (value.kind === 'constant' ? [value] : []));
    if (constants.length === values.length) return [joinedConstants(constants, along)];
    const parts = values.map((value, index): Part => (value.kind === 'pending' ? value : operandAt(context, index)));
    return [concatenation(context, parts, along)];
  },
} satisfies OnnxOperator;

import { damaged } from '../../errors.ts';
import { concatenation, joinedConstants, type Part } from '../concatenation.ts';
import { axisOf, inputAt, operandAt } from '../inputs.ts';
import type { Context, OnnxOperator } from '../operator.ts';
import { concatenation as counted } from '../qonnx/concatenation.ts';
import { countedAt } from '../qonnx/inputs.ts';

/** The inputs, the axis, and what they are joined to where all are constants. */
const partsOf = (context: Context) => {
  const axis = context.attributes.int('axis');
  const values = context.inputs.map((_, index) => inputAt(context, index));
  if (axis === undefined || values.length === 0) throw damaged('Concat without an axis or inputs');
  const along = axisOf(axis, values[0]?.shape.length ?? 0);
  const constants = values.flatMap((value) => (value.kind === 'constant' ? [value] : []));
  return { values, along, joined: constants.length === values.length ? joinedConstants(constants, along) : undefined };
};

export default {
  types: ['Concat'],
  translate: (context) => {
    const { values, along, joined } = partsOf(context);
    if (joined) return [joined];
    const parts = values.map((value, index): Part => (value.kind === 'pending' ? value : operandAt(context, index)));
    return [concatenation(context, parts, along)];
  },
  counted: (context) => {
    const { values, along, joined } = partsOf(context);
    const parts = () => values.map((_, index) => countedAt(context, index));
    return [joined ?? counted(context, parts(), along)];
  },
} satisfies OnnxOperator;

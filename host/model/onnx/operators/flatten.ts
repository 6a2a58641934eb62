import { elements } from '../../shapes.ts';
import { axisOf } from '../inputs.ts';
import { moved, reshaping, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';

export default {
  types: ['Flatten'],
  translate: (context) => {
    const from = shapeAt(context);
    const axis = context.attributes.int('axis', 1);
    const at = axis === from.length ? axis : axisOf(axis, from.length);
    return [moved(context, reshaping(from, [elements(from.slice(0, at)), elements(from.slice(at))]))];
  },
} satisfies OnnxOperator;

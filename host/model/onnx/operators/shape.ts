import { constantOf } from '../constant.ts';
import { shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';

/** Known here, since all extents are. */
export default {
  types: ['Shape'],
  translate: (context) => {
    const shape = shapeAt(context);
    const start = context.attributes.int('start', 0);
    const extents = shape.slice(start, context.attributes.int('end', shape.length));
    return [constantOf('int64', [extents.length], extents)];
  },
} satisfies OnnxOperator;

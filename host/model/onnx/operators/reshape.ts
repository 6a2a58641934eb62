import { damaged } from '../../errors.ts';
import { elements } from '../../shapes.ts';
import { integersAt } from '../inputs.ts';
import { moved, reshaping, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';

/** Input 1 is the shape: 0 keeps an extent unless `allowzero`, one -1 is what is left. */
export default {
  types: ['Reshape'],
  translate: (context) => {
    const from = shapeAt(context);
    const keepsZero = context.attributes.int('allowzero', 0) !== 0;
    const asked = integersAt(context, 1);
    if (!asked) throw damaged('Reshape without a shape');
    const extents = asked.map((extent, axis) => (extent === 0 && !keepsZero ? (from[axis] ?? 0) : extent));
    const known = elements(extents.filter((extent) => extent !== -1));
    const shape = extents.map((extent) => (extent === -1 ? elements(from) / known : extent));
    if (shape.some((extent) => !Number.isInteger(extent) || extent < 0))
      throw damaged(`[${from}] reshaped to [${asked}]`);
    return [moved(context, reshaping(from, shape))];
  },
} satisfies OnnxOperator;

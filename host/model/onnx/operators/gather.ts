import { damaged } from '../../errors.ts';
import { constantOf } from '../constant.ts';
import { gathering } from '../gathering.ts';
import { axisOf, constantAt, inputAt, integersAt } from '../inputs.ts';
import { moved, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';

/** data, constant indices. */
export default {
  types: ['Gather'],
  translate: (context) => {
    const shape = shapeAt(context);
    const axis = axisOf(context.attributes.int('axis', 0), shape.length);
    const extent = shape[axis] as number;
    const indices = integersAt(context, 1)?.map((index) => (index < 0 ? index + extent : index));
    if (!indices || indices.some((index) => !(index >= 0 && index < extent)))
      throw damaged(`index ${indices} of ${extent}`);
    const at = constantOf('int32', constantAt(context, 1)?.shape ?? [], indices);
    return [moved(context, gathering(inputAt(context, 0).shape, axis, at))];
  },
} satisfies OnnxOperator;

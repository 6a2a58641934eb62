import { damaged } from '../../errors.ts';
import { axisOf, integersAt } from '../inputs.ts';
import { moved, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';
import { slicing, whole } from '../slicing.ts';

/** Each part is a slice of its own. Sizes are an attribute before opset 13, an input since; equal ones without any. */
export default {
  types: ['Split'],
  translate: (context) => {
    const shape = shapeAt(context);
    const { attributes, node } = context;
    const axis = axisOf(attributes.int('axis', 0), shape.length);
    const extent = shape[axis] as number;
    const parts = attributes.int('num_outputs', node.output.length);
    if (parts !== node.output.length || parts < 1)
      throw damaged(`Split into ${parts} parts, of which ${node.output.length} have a name`);
    const each = Math.ceil(extent / parts);
    const equal = node.output.map((_, index) => Math.min(each, extent - index * each));
    const sizes = attributes.ints('split') ?? integersAt(context, 1) ?? equal;
    const sum = sizes.reduce((total, size) => total + size, 0);
    if (sizes.length !== parts || sum !== extent || sizes.some((size) => size < 0))
      throw damaged(`${extent} split into ${sizes}`);
    return sizes.map((size, index) => {
      const start = sizes.slice(0, index).reduce((total, one) => total + one, 0);
      const cuts = shape.map((all, other) => (other === axis ? { start, size, step: 1 } : whole(all)));
      return moved(context, slicing(cuts));
    });
  },
} satisfies OnnxOperator;

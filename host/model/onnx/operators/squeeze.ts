import { damaged } from '../../errors.ts';
import { axisOf, integersAt } from '../inputs.ts';
import { moved, reshaping, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';

/** Axes are an attribute before opset 13, an input since; all extents of 1 without any. */
export default {
  types: ['Squeeze'],
  translate: (context) => {
    const from = shapeAt(context);
    const given = context.attributes.ints('axes') ?? integersAt(context, 1);
    const axes = given?.map((axis) => axisOf(axis, from.length));
    if (axes?.some((axis) => from[axis] !== 1)) throw damaged(`axes ${axes} of [${from}] squeezed`);
    const shape = from.filter((extent, axis) => (axes ? !axes.includes(axis) : extent !== 1));
    return [moved(context, reshaping(from, shape))];
  },
} satisfies OnnxOperator;

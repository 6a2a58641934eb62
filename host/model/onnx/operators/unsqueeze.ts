import { damaged } from '../../errors.ts';
import { axisOf, integersAt } from '../inputs.ts';
import { moved, reshaping, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';

/** Axes are an attribute before opset 13, an input since. */
export default {
  types: ['Unsqueeze'],
  translate: (context) => {
    const from = shapeAt(context);
    const given = context.attributes.ints('axes') ?? integersAt(context, 1);
    if (!given || new Set(given).size !== given.length) throw damaged(`Unsqueeze with axes ${given}`);
    const axes = given.map((axis) => axisOf(axis, from.length + given.length));
    const left = from.values();
    const shape = Array.from({ length: from.length + axes.length }, (_, axis) =>
      axes.includes(axis) ? 1 : (left.next().value as number),
    );
    if (shape.includes(undefined as never)) throw damaged(`axes ${given} unsqueezed twice`);
    return [moved(context, reshaping(from, shape))];
  },
} satisfies OnnxOperator;

import { rowMajor } from '../layout.ts';
import { moved, shapeAt, transposition } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';

/** Moves nothing: what reads the result in another order makes it a TRANSPOSE, and two that cancel are none. */
export default {
  types: ['Transpose'],
  translate: (context) => {
    const shape = shapeAt(context);
    const perm = context.attributes.ints('perm') ?? rowMajor(shape.length).toReversed();
    return [moved(context, transposition(shape, perm))];
  },
} satisfies OnnxOperator;

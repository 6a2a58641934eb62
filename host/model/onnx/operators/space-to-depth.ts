import { damaged } from '../../errors.ts';
import { moved, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';
import { rearranging } from '../space-depth.ts';

export default {
  types: ['SpaceToDepth'],
  translate: (context) => {
    const size = context.attributes.int('blocksize', 0);
    const [n = 0, c = 0, h = 0, w = 0, ...more] = shapeAt(context);
    if (more.length > 0 || size < 1 || h % size !== 0 || w % size !== 0)
      throw damaged(`blocks of ${size} of ${h}×${w}`);
    return [moved(context, rearranging('SPACE_TO_DEPTH', size, [n, c * size ** 2, h / size, w / size]))];
  },
} satisfies OnnxOperator;

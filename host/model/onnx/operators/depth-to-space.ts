import { damaged } from '../../errors.ts';
import { moved, shapeAt } from '../movement.ts';
import type { OnnxOperator } from '../operator.ts';
import { Refusal } from '../refusal.ts';
import { rearranging } from '../space-depth.ts';

/** Depth first, then columns, then rows (mode DCR), as TFLite has it. */
export default {
  types: ['DepthToSpace'],
  translate: (context) => {
    const size = context.attributes.int('blocksize', 0);
    const mode = context.attributes.text('mode', 'DCR');
    const [n = 0, c = 0, h = 0, w = 0, ...more] = shapeAt(context);
    if (more.length > 0 || size < 1 || c % size ** 2 !== 0) throw damaged(`blocks of ${size} out of ${c} channels`);
    if (mode !== 'DCR' && size > 1) throw new Refusal(`mode ${mode}`);
    return [moved(context, rearranging('DEPTH_TO_SPACE', size, [n, c / size ** 2, h * size, w * size]))];
  },
} satisfies OnnxOperator;

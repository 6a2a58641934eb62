import { complaintAboutScales } from '../copy-rules.ts';
import { same } from '../shapes.ts';
import { refuseMixed } from '../type-rules.ts';
import { isState } from '../variables.ts';
import type { OperatorRules } from './spec.ts';

const RANK = 4;
/** Numbers of slots for which the reference, left to choose, goes on at every inference. */
const EVERY_TIME: readonly number[] = [5, 13, 25];

/**
 * How many inferences there are to one that goes on (tensorflow/lite/micro/kernels/circular_buffer_common.cc). Left to choose, the
 * reference takes 1 for certain fifth buffers, too: the four before them have 2.
 */
const cyclesOf = (given: number, slots = 0): number => {
  if (given > 0) return given;
  return EVERY_TIME.includes(slots) ? 1 : 2;
};

/** input [1, 1, W, C]; output [1, slots, W, C], the latest input last. Slots begin at the zero point. */
export default {
  kinds: ['CIRCULAR_BUFFER'],
  inputs: [1, 1],
  keepsOutputs: true,
  refusal: ({ options }, { x, y }) => {
    const types = refuseMixed([x, y], 'int8');
    if (types) return types;
    const [images, slots] = y.shape;
    if (images !== 1) return `of ${images} images`;
    const cycles = cyclesOf(options.cyclesMax, slots);
    return cycles > 1
      ? `of ${cycles} cycles: all inferences but one of ${cycles} end there, without outputs`
      : undefined;
  },
  complaint: (_, { x, y }) => {
    const [images = 0, slots = 0, ...slot] = y.shape;
    if (x.shape.length !== RANK || !same(x.shape, [images, 1, ...slot]))
      return `[${x.shape}] for a slot of [${y.shape}]`;
    if (!isState(y)) return 'an output that is not a variable';
    return slots > 0 ? complaintAboutScales(x, y) : 'no slots';
  },
} satisfies OperatorRules<'CIRCULAR_BUFFER'>;

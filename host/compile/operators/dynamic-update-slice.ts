import type { Tensor } from '../../model/graph.ts';
import { elements, same } from '../../model/shapes.ts';
import { emitMove } from '../movement/emit.ts';
import { lowerMovement } from '../movement/lower.ts';
import { axesOf, input, output, stepsOf, whole, widthOf } from '../movement/move.ts';
import { sliceAt } from '../movement/slice-at.ts';
import type { OperatorSpec } from './spec.ts';

/** The output is the input, then the update goes over its part; where it is found before anything is written. */
export default {
  kinds: ['DYNAMIC_UPDATE_SLICE'],
  lower: (_, { x, y, w, bias: start }) => {
    const update = w as Tensor;
    if (elements(update.shape) === 0) return lowerMovement({ moves: [whole(x, input(0), output(0))] });
    if (same(update.shape, x.shape)) return lowerMovement({ moves: [whole(x, input(1), output(0))] });
    const { constants, alignment, origin } = sliceAt(y, update, start as Tensor, 2);
    const axes = axesOf(update.shape, stepsOf(update), stepsOf(y));
    const copied = emitMove(whole(x, input(0), output(0)));
    const written = emitMove({ from: input(1), to: output(0), width: widthOf(y), axes }, alignment);
    return {
      kernel: copied.kernel,
      helpers: ['slice_origin', written.kernel],
      constants,
      reads: [0, 1, 2],
      scratchBytes: 0,
      emit: (at) => {
        const shifted = { ...at, outputs: [`${at.output} + origin`] };
        return [`const origin = ${origin(at)};`, copied.statement(at), written.statement(shifted)].join('\n  ');
      },
    };
  },
} satisfies OperatorSpec<'DYNAMIC_UPDATE_SLICE'>;

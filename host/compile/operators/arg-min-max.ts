import { axesOf } from '../../model/axes.ts';
import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { elementBytes } from '../../model/shapes.ts';
import { heads, longest, offset, splitAxes, stepsOf, stepsWithin } from '../axis-loops.ts';
import { elementType } from '../element-type.ts';
import type { OperatorSpec } from './spec.ts';

const INDEX_BYTES = 4;

export default {
  kinds: ['ARG_MAX', 'ARG_MIN'],
  lower: ({ kind }, { x, w }) => {
    const kernel = kind === 'ARG_MAX' ? 'arg_max' : 'arg_min';
    const { inside, outside } = splitAxes(x.shape, axesOf(integers(w as Tensor), x.shape.length) ?? []);
    const { run } = longest(inside);
    const width = elementBytes(x.dtype);
    return {
      kernel,
      constants: new Uint8Array(0),
      scratchBytes: 0,
      emit: (at) => {
        const from = `${at.inputs[0]}${offset(stepsOf(outside), 'o', width)}`;
        const to = `${at.output}${offset(stepsWithin(outside), 'o', INDEX_BYTES)}`;
        return `${heads(outside, 'o')}store<i32>(${to}, ${kernel}<${elementType(x.dtype)}>(${from}, ${run.extent}, ${run.step * width}));`;
      },
    };
  },
} satisfies OperatorSpec<'ARG_MAX' | 'ARG_MIN'>;

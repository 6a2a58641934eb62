import { axesOf } from '../../model/axes.ts';
import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { heads, longest, offset, splitAxes, stepsOf } from '../axis-loops.ts';
import { Constants } from '../constants.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

/** Bits that the reference adds to values before it rescales sums (tensorflow/lite/micro/kernels/cumsum.cc). */
const SHIFT = 20;

export default {
  kinds: ['CUMSUM'],
  lower: ({ options: { isExclusive, isReverse } }, { x, y, w }) => {
    const { inside, outside } = splitAxes(x.shape, axesOf(integers(w as Tensor), x.shape.length) ?? []);
    const { run } = longest(inside);
    const [from, to] = [affine(x), affine(y)];
    const { multiplier, shift } = quantizeMultiplier((2 * from.scale) / (2 ** SHIFT * to.scale));
    return {
      kernel: 'cumsum_s8',
      constants: new Constants().s32(from.zero, multiplier, shift, to.zero).finish(),
      scratchBytes: 0,
      emit: (at) => {
        const first = isReverse ? ` + ${(run.extent - 1) * run.step}` : '';
        const steps = offset(stepsOf(outside), 'o', 1);
        const addresses = `${at.inputs[0]}${first}${steps}, ${at.output}${first}${steps}`;
        const step = isReverse ? `0 - ${run.step}` : run.step;
        return `${heads(outside, 'o')}cumsum_s8(${addresses}, ${run.extent}, ${step}, ${isExclusive}, ${at.constants});`;
      },
    };
  },
} satisfies OperatorSpec<'CUMSUM'>;

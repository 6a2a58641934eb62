import { axesOf } from '../../model/axes.ts';
import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { elementBytes } from '../../model/shapes.ts';
import { heads, longest, offset, splitAxes, stepsOf } from '../axis-loops.ts';
import { Constants } from '../constants.ts';
import { affine, quantizeMultiplier } from '../quantize.ts';
import type { OperatorSpec } from './spec.ts';

/** Bits that the reference adds to values before it rescales sums (tensorflow/lite/micro/kernels/cumsum.cc). */
const SHIFT = 20;

/** What the kernel of int8 takes. */
const pack = (x: Tensor, y: Tensor): Uint8Array => {
  const [from, to] = [affine(x), affine(y)];
  const { multiplier, shift } = quantizeMultiplier((2 * from.scale) / (2 ** SHIFT * to.scale));
  return new Constants().s32(from.zero, multiplier, shift, to.zero).finish();
};

export default {
  kinds: ['CUMSUM'],
  lower: ({ options: { isExclusive, isReverse } }, { x, y, w }) => {
    const { inside, outside } = splitAxes(x.shape, axesOf(integers(w as Tensor), x.shape.length) ?? []);
    const { run } = longest(inside);
    const isReal = x.dtype === 'float32';
    const kernel = isReal ? 'cumsum_f32' : 'cumsum_s8';
    const width = elementBytes(x.dtype);
    const runStep = run.step * width;
    return {
      kernel,
      constants: isReal ? new Uint8Array(0) : pack(x, y),
      scratchBytes: 0,
      emit: (at) => {
        const first = isReverse ? ` + ${(run.extent - 1) * runStep}` : '';
        const steps = offset(stepsOf(outside), 'o', width);
        const addresses = `${at.inputs[0]}${first}${steps}, ${at.output}${first}${steps}`;
        const step = isReverse ? `0 - ${runStep}` : runStep;
        const rest = isReal ? '' : `, ${at.constants}`;
        return `${heads(outside, 'o')}${kernel}(${addresses}, ${run.extent}, ${step}, ${isExclusive}${rest});`;
      },
    };
  },
} satisfies OperatorSpec<'CUMSUM'>;

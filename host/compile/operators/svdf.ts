import { Svdf } from '../../../assembly/shared/svdf_layout.ts';
import { integers } from '../../model/constant-data.ts';
import type { Tensor } from '../../model/graph.ts';
import { elementBytes } from '../../model/shapes.ts';
import { valuesOf } from '../../model/values.ts';
import { Constants } from '../constants.ts';
import { affine, type Multiplier, quantizeMultiplier } from '../quantize.ts';
import { lowerRealSvdf } from '../reals/svdf.ts';
import type { OperatorSpec } from './spec.ts';

/** scale · scale / scale, each step rounded to float32 (tensorflow/lite/micro/kernels/svdf_common.cc, PrepareSvdf). */
const rescaleOf = (x: Tensor, w: Tensor, y: Tensor): Multiplier =>
  quantizeMultiplier(Math.fround(Math.fround(affine(x).scale * affine(w).scale) / affine(y).scale));

const rows = (tensor: Tensor): number[][] => {
  const [count = 1, length = 1] = tensor.shape;
  const values = valuesOf(tensor.dtype, tensor.data as Uint8Array);
  return Array.from({ length: count }, (_, row) => values.slice(row * length, (row + 1) * length));
};

export default {
  kinds: ['SVDF'],
  lower: ({ options }, { x, y, inputs }) => {
    const [, features, time, bias, state] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
    if (x.dtype === 'float32') return lowerRealSvdf(options, x, y, inputs as readonly Tensor[]);
    const [batch = 1, depth = 1] = x.shape;
    const [feature, output] = [rescaleOf(x, features, state), rescaleOf(state, time, y)];
    const fields: Record<Exclude<Svdf, Svdf.BYTES>, number> = {
      [Svdf.BATCH]: batch,
      [Svdf.INPUTS]: depth,
      [Svdf.UNITS]: y.shape[1] ?? 1,
      [Svdf.RANK]: options.rank,
      [Svdf.MEMORY]: time.shape[1] ?? 1,
      [Svdf.STATE_ZERO]: affine(state).zero,
      [Svdf.FEATURE_MULTIPLIER]: feature.multiplier,
      [Svdf.FEATURE_SHIFT]: feature.shift,
      [Svdf.TIME_MULTIPLIER]: output.multiplier,
      [Svdf.TIME_SHIFT]: output.shift,
      [Svdf.OUT_ZERO]: affine(y).zero,
    };
    const constants = new Constants().s32(...Object.values(fields)).s32(...integers(bias));
    const timeRows = rows(time);
    rows(features).forEach((weights, filter) => {
      constants.s32(
        -Math.imul(
          affine(x).zero,
          weights.reduce((sum, weight) => sum + weight, 0),
        ),
      );
      for (const weight of weights) constants.u8(weight);
      constants.align(4);
      for (const weight of timeRows[filter] ?? []) time.dtype === 'int8' ? constants.u8(weight) : constants.s16(weight);
      constants.align(4);
    });
    const type = elementBytes(state.dtype) === 1 ? 'i8' : 'i16';
    return {
      kernel: 'svdf',
      constants: constants.finish(),
      reads: [0, 4],
      scratchBytes: 0,
      emit: (at) => `svdf<${type}>(${at.inputs[0]}, ${at.inputs[4]}, ${at.output}, ${at.constants});`,
    };
  },
} satisfies OperatorSpec<'SVDF'>;

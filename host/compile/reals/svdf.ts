import type { Tensor } from '../../model/graph.ts';
import type { OptionsByKind } from '../../model/options.ts';
import { Constants } from '../constants.ts';
import type { Lowered } from '../operators/spec.ts';
import { realLimits } from './limits.ts';
import { literal } from './literal.ts';
import { realsOf } from './values.ts';

/** Of float32: without an activation outputs are kept as they are (tensorflow/lite/micro/kernels/activation_utils.h). */
export const lowerRealSvdf = (
  { rank, activation }: OptionsByKind['SVDF'],
  x: Tensor,
  y: Tensor,
  inputs: readonly Tensor[],
): Lowered => {
  const [, features, time, bias] = inputs as readonly [Tensor, Tensor, Tensor, Tensor];
  const [batch = 1, depth = 1] = x.shape;
  const [filters = 1, memory = 1] = time.shape;
  const [featureWeights, timeWeights] = [realsOf(features), realsOf(time)];
  const constants = new Constants().f32(realsOf(bias));
  for (let filter = 0; filter < filters; filter++)
    constants
      .f32(featureWeights.slice(filter * depth, (filter + 1) * depth))
      .f32(timeWeights.slice(filter * memory, (filter + 1) * memory));
  const limits = activation === 'none' ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : realLimits(activation);
  const sizes = [batch, depth, y.shape[1] ?? 1, rank, memory, ...limits.map(literal)];
  return {
    kernel: 'svdf_f32',
    constants: constants.finish(),
    reads: [0, 4],
    scratchBytes: 0,
    emit: (at) => `svdf_f32(${[at.inputs[0], at.inputs[4], at.output, ...sizes, at.constants].join(', ')});`,
  };
};

import { refuseActivation } from '../activation-rules.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutRescale, singleScales } from '../scale-rules.ts';
import { elements, same } from '../shapes.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { isState } from '../variables.ts';
import type { OperatorRules } from './spec.ts';

/** How far the bias may be scaled from its sum (tensorflow/lite/micro/kernels/svdf_common.cc, PrepareSvdf). */
const BIAS_SCALE_DISTANCE = 1e-5;

const scaleOf = (tensor: Tensor | undefined): number => tensor?.quantization?.scales[0] ?? 0;

/**
 * input [batch, I], weights of features [units · rank, I], weights of time [units · rank, memory], bias [units], state
 * [batch, memory · units · rank]. The reference ignores a fused activation, except of real numbers.
 */
export default {
  kinds: ['SVDF'],
  inputs: [5, 5],
  learned: [1, 2, 3],
  products: (_, { x, inputs: [, features, time, , state] }) => {
    const rows = x.shape[0] ?? 0;
    return [
      { macs: rows * elements(features?.shape ?? [0]), weights: features, values: x },
      { macs: rows * elements(time?.shape ?? [0]), weights: time, values: state },
    ];
  },
  refusal: ({ options }, { x, y, inputs: [, features, time, bias, state] }) =>
    refuseTypes(
      [x, features, time, bias, state, y],
      ['int8', 'int8', 'int8', 'int32', 'int8', 'int8'],
      ['int8', 'int8', 'int16', 'int32', 'int16', 'int8'],
      ['float32', 'float32', 'float32', 'float32', 'float32', 'float32'],
    ) ??
    (x.dtype === 'float32' ? refuseActivation(options) : undefined) ??
    refuseComputed(features, 'weights') ??
    refuseComputed(time, 'weights') ??
    refuseComputed(bias, 'biases'),
  complaint: ({ options: { rank } }, { x, y, inputs }) => {
    const [, features, time, bias, state] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
    const [filters = 0, depth] = features.shape;
    const [batch = 0, columns] = x.shape;
    const [rows, memory = 0] = time.shape;
    const units = filters / rank;
    if (!Number.isInteger(units) || units < 1) return `${filters} filters of rank ${rank}`;
    const shapes = [x, features, time, bias, state, y].map(({ shape }) => shape);
    const due = [
      [batch, columns],
      [filters, columns],
      [rows, memory],
      [units],
      [batch, memory * filters],
      [batch, units],
    ];
    const wrong = due.findIndex((shape, index) => !same(shape as number[], shapes[index] ?? []));
    if (wrong >= 0 || depth !== columns || rows !== filters)
      return `shapes ${shapes.map((shape) => `[${shape}]`).join(', ')}`;
    if (!isState(state)) return 'a state that is not a variable';
    const complaint = singleScales([x, features, time, bias, state, y]);
    if (complaint || x.dtype === 'float32') return complaint;
    if ([features, time].some(({ quantization }) => quantization?.zeroPoints.some((zero) => zero !== 0)))
      return 'weights with a zero point other than 0';
    if (Math.abs(scaleOf(bias) - Math.fround(scaleOf(state) * scaleOf(time))) >= BIAS_SCALE_DISTANCE)
      return `a bias scaled by ${scaleOf(bias)} where its sum is scaled by ${scaleOf(state) * scaleOf(time)}`;
    return complaintAboutRescale([x, features], state) ?? complaintAboutRescale([state, time], y);
  },
} satisfies OperatorRules<'SVDF'>;

import { refuseActivation } from '../activation-rules.ts';
import { integers } from '../constant-data.ts';
import type { Tensor } from '../graph.ts';
import { complaintAboutBias, complaintAboutWeights, singleScales } from '../scale-rules.ts';
import { elements, same } from '../shapes.ts';
import { refuseBias, refuseHybrid, refuseZeroPoint, sumBits, type Weighted } from '../sum-rules.ts';
import { refuseComputed, refuseTypes } from '../type-rules.ts';
import { complaintAboutWindow } from '../window-rules.ts';
import type { OperatorRules } from './spec.ts';

/** output shape, filter OHWI, input NHWC, bias[O] or absent. The reference does not look at the first. */
export const transposedOperands = (
  inputs: readonly (Tensor | undefined)[],
  y: Tensor,
): Weighted & { readonly shape: Tensor } => {
  const [shape, w, x, bias] = inputs as [Tensor, Tensor, Tensor, Tensor | undefined];
  return { shape, w, x, bias, y };
};

const complaintAboutShapes = ({ shape, w, x, y }: ReturnType<typeof transposedOperands>): string | undefined => {
  const filter = w?.shape ?? [];
  if (filter.length !== 4) return 'a filter that is not of rank 4';
  if (filter[3] !== x.shape[3]) return `${filter[3]} filter channels for ${x.shape[3]} input channels`;
  if (filter[0] !== y.shape[3]) return `${filter[0]} filters for ${y.shape[3]} output channels`;
  return shape.data && !same(integers(shape), y.shape)
    ? `output [${y.shape}] where [${integers(shape)}] is asked for`
    : undefined;
};

/** The convolution that it turns round must be one: from its output to its input. */
export default {
  kinds: ['TRANSPOSE_CONV'],
  inputs: [3, 4],
  learned: [1, 3],
  products: (_, { inputs: [, w, x] }) => [
    { macs: elements(x?.shape ?? [0]) * elements(w?.shape.slice(0, 3) ?? [0]), weights: w, values: x },
  ],
  refusal: ({ options }, { inputs, y }) => {
    const { w, x, bias } = transposedOperands(inputs, y);
    return (
      refuseHybrid(x, w) ??
      refuseTypes([x, w, y], ['int8', 'int8', 'int8'], ['int16', 'int8', 'int16'], ['float32', 'float32', 'float32']) ??
      refuseActivation(options) ??
      refuseComputed(w, 'weights') ??
      refuseBias({ x, bias }, { int8: ['int32'], int16: ['int16', 'int64'], float32: ['float32'] }) ??
      refuseZeroPoint(x, y)
    );
  },
  complaint: ({ options }, { inputs, y }) => {
    const operands = transposedOperands(inputs, y);
    const { w, x } = operands;
    const [o = 0, h = 0, width = 0, i = 0] = w?.shape ?? [];
    const backwards = (): string | undefined => {
      const complaint = complaintAboutWindow(options, y, x, [h, width], i);
      return complaint && `from its output to its input, ${complaint}`;
    };
    return (
      complaintAboutShapes(operands) ??
      backwards() ??
      singleScales([x, y]) ??
      complaintAboutWeights(operands, o, 0, sumBits(operands)) ??
      complaintAboutBias(operands, o)
    );
  },
} satisfies OperatorRules<'TRANSPOSE_CONV'>;

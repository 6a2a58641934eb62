import type { Activation, Tensor } from '../../model/graph.ts';
import { areRuns, type ElementKernel, lowerElements } from '../broadcast.ts';
import { Constants } from '../constants.ts';
import { activationRange, affine } from '../quantize.ts';
import { sumKernel8 } from '../sum-8.ts';
import { type SumKind, summation16, summationOf } from '../summation.ts';
import { limits32 } from '../words.ts';
import type { OperatorSpec } from './spec.ts';

const sumKernel16 = (
  kind: SumKind,
  [a, b]: readonly [Tensor, Tensor],
  y: Tensor,
  activation: Activation,
): ElementKernel => {
  const { min, max } = activationRange(activation, affine(y), 'int16');
  return { kernel: 'add_s16', constants: new Constants().s32(...summation16(kind, a, b, y), min, max).finish() };
};

/** The reference ignores the activation of an int32 ADD (tensorflow/lite/micro/kernels/add.cc). */
const sumKernel32 = (kind: SumKind, activation: Activation): ElementKernel =>
  kind === 'ADD' ? { kernel: 'add_s32' } : { kernel: 'sub_s32', constants: limits32(activation) };

/** A difference of int8 tensors is a sum whose second table is negated. */
export default {
  kinds: ['ADD', 'SUB'],
  lower: ({ kind, options: { activation } }, { x, y, w }, tiles) => {
    const inputs = [x, w as Tensor] as const;
    if (y.dtype === 'int32') return lowerElements(sumKernel32(kind, activation), inputs, y);
    if (y.dtype === 'int16') return lowerElements(sumKernel16(kind, inputs, y, activation), inputs, y);
    const summation = summationOf(kind, ...inputs, y);
    return lowerElements(sumKernel8(tiles, !areRuns(inputs, y), summation, y, activation), inputs, y);
  },
} satisfies OperatorSpec<'ADD' | 'SUB'>;

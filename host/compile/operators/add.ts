import type { Activation, Tensor } from '../../model/graph.ts';
import { areRuns, lowerElements } from '../broadcast.ts';
import { lowerByTable } from '../by-table.ts';
import { Constants } from '../constants.ts';
import { clamp, requantize } from '../fixed-point.ts';
import { activationRange, affine } from '../quantize.ts';
import { lowerReals } from '../reals/elements.ts';
import { realLimits } from '../reals/limits.ts';
import { sumKernel8 } from '../sum-8.ts';
import { type SumKind, summation16, summationOf } from '../summation.ts';
import type { Tiles } from '../tiles.ts';
import { limits32 } from '../words.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

type Pair = readonly [a: Tensor, b: Tensor];

const lower8 = (kind: SumKind, inputs: Pair, y: Tensor, activation: Activation, tiles: Tiles): Lowered => {
  const summation = summationOf(kind, ...inputs, y);
  const { tables, rescale } = summation;
  const output = affine(y);
  const limits = activationRange(activation, output);
  const sum = (a: number, b: number) =>
    clamp(requantize((tables[0][a & 255] as number) + (tables[1][b & 255] as number), rescale) + output.zero, limits);
  return (
    lowerByTable(inputs, y, sum) ??
    lowerElements(sumKernel8(tiles, !areRuns(inputs, y), summation, y, activation), inputs, y)
  );
};

const lower16 = (kind: SumKind, inputs: Pair, y: Tensor, activation: Activation): Lowered => {
  const { min, max } = activationRange(activation, affine(y), 'int16');
  const constants = new Constants().s32(...summation16(kind, ...inputs, y), min, max).finish();
  return lowerElements({ kernel: 'add_s16', constants }, inputs, y);
};

/** The reference ignores the activation of an int32 ADD (tensorflow/lite/micro/kernels/add.cc). */
const lower32 = (kind: SumKind, inputs: Pair, y: Tensor, activation: Activation): Lowered =>
  lowerElements(
    kind === 'ADD' ? { kernel: 'add_s32' } : { kernel: 'sub_s32', constants: limits32(activation) },
    inputs,
    y,
  );

/** A difference of int8 tensors is a sum whose second table is negated. */
export default {
  kinds: ['ADD', 'SUB'],
  lower: ({ kind, options: { activation } }, { x, y, w }, tiles) => {
    const inputs: Pair = [x, w as Tensor];
    if (y.dtype === 'float32')
      return lowerReals(kind === 'ADD' ? 'add_f32' : 'sub_f32', inputs, y, { numbers: realLimits(activation) });
    if (y.dtype === 'int32') return lower32(kind, inputs, y, activation);
    if (y.dtype === 'int16') return lower16(kind, inputs, y, activation);
    return lower8(kind, inputs, y, activation, tiles);
  },
} satisfies OperatorSpec<'ADD' | 'SUB'>;

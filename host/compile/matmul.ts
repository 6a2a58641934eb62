import { MATMUL_COLUMNS, MatMul } from '../../assembly/shared/matmul_layout.ts';
import type { Activation, Tensor } from '../model/graph.ts';
import { elementBytes } from '../model/shapes.ts';
import { Constants } from './constants.ts';
import type { Kernel } from './general-kernel.ts';
import { activationRange, affine, type Multiplier } from './quantize.ts';
import { reduced } from './rescale-s16.ts';

/** One matrix of a product, in elements. */
export interface Side {
  /** Rows of the first, columns of the second. */
  readonly count: number;
  readonly step: number;
  /** Along what is summed. */
  readonly depthStep: number;
}

export interface Product {
  readonly a: Side;
  readonly b: Side;
  readonly depth: number;
  readonly rescale: Multiplier;
  readonly activation: Activation;
  /** One per column, or none. */
  readonly bias: readonly number[];
}

/** The kernel of a product of two matrices, and its constants. */
export const matmulKernel = (
  { a, b, depth, rescale, activation, bias }: Product,
  { x, w, y }: { readonly x: Tensor; readonly w: Tensor; readonly y: Tensor },
): Kernel => {
  const isWide = x.dtype === 'int16';
  const width = elementBytes(x.dtype);
  const { min, max } = activationRange(activation, affine(y), y.dtype);
  const fields: Readonly<Record<Exclude<MatMul, MatMul.BIAS>, number>> = {
    [MatMul.ROWS]: a.count,
    [MatMul.COLUMNS]: b.count,
    [MatMul.DEPTH]: depth,
    [MatMul.A_ROW]: a.step * width,
    [MatMul.A_DEPTH]: a.depthStep * width,
    [MatMul.B_COLUMN]: b.step * width,
    [MatMul.B_DEPTH]: b.depthStep * width,
    [MatMul.A_ZERO]: affine(x).zero,
    [MatMul.B_ZERO]: affine(w).zero,
    [MatMul.OUT_ZERO]: affine(y).zero,
    [MatMul.MULTIPLIER]: isWide ? reduced(rescale) : rescale.multiplier,
    [MatMul.SHIFT]: rescale.shift,
    [MatMul.OUT_MIN]: min,
    [MatMul.OUT_MAX]: max,
    [MatMul.BIAS_STEP]: bias.length > 0 ? 4 : 0,
  };
  const words = Array.from({ length: MatMul.BIAS / 4 }, (_, at) => fields[(4 * at) as keyof typeof fields]);
  return {
    kernel: isWide ? 'batch_matmul_s16' : 'batch_matmul_s8',
    constants: new Constants().s32(...words, ...(bias.length > 0 ? bias : [0])).finish(),
    scratchBytes: isWide ? 0 : 4 * (a.count + MATMUL_COLUMNS) + MATMUL_COLUMNS * depth,
  };
};

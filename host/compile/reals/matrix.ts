import { RealProduct } from '../../../assembly/shared/real_layout.ts';
import type { Activation } from '../../model/graph.ts';
import { Constants } from '../constants.ts';
import { bitsOf } from '../float-bits.ts';
import type { Kernel } from '../general-kernel.ts';
import type { Side } from '../matmul.ts';
import { realLimits } from './limits.ts';

interface RealMatrices {
  readonly a: Side;
  readonly b: Side;
  readonly depth: number;
  /** None for products that are kept as they are. */
  readonly activation?: Activation;
  /** One per column, or none. */
  readonly bias: readonly number[];
}

/** The kernel of a product of two matrices of float32, and its constants. */
export const realMatmulKernel = ({ a, b, depth, activation, bias }: RealMatrices): Kernel => {
  const [low, high] = activation ? realLimits(activation) : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const fields: Readonly<Record<Exclude<RealProduct, RealProduct.BIAS>, number>> = {
    [RealProduct.ROWS]: a.count,
    [RealProduct.COLUMNS]: b.count,
    [RealProduct.DEPTH]: depth,
    [RealProduct.A_ROW]: 4 * a.step,
    [RealProduct.A_DEPTH]: 4 * a.depthStep,
    [RealProduct.B_COLUMN]: 4 * b.step,
    [RealProduct.B_DEPTH]: 4 * b.depthStep,
    [RealProduct.BIAS_STEP]: bias.length > 0 ? 4 : 0,
    [RealProduct.OUT_MIN]: bitsOf(low),
    [RealProduct.OUT_MAX]: bitsOf(high),
  };
  const words = Array.from({ length: RealProduct.BIAS / 4 }, (_, at) => fields[(4 * at) as keyof typeof fields]);
  const constants = new Constants()
    .s32(...words)
    .f32(bias.length > 0 ? bias : [0])
    .finish();
  return { kernel: 'matmul_f32', constants, scratchBytes: 0 };
};

import type { DType } from './graph.ts';
import type { Operands } from './operands.ts';

/** What a weighted sum is made of, wherever its operator has them among its inputs. */
export type Weighted = Pick<Operands, 'x' | 'w' | 'bias' | 'y'>;

/**
 * Bits in which the reference sums (kernels/conv.cc, fully_connected.cc): with 64 the sum is rescaled by 16 bits of its multiplier
 * and rounded once, with 32 by all of them and twice.
 * @param biasType what the options say of a bias that is not there
 */
export const sumBits = ({ x, bias }: Pick<Weighted, 'x' | 'bias'>, biasType?: DType): 32 | 64 =>
  x.dtype === 'int16' && (bias?.dtype ?? biasType) !== 'int32' ? 64 : 32;

/** Activations, weights and outputs of convolutions and fully connected layers. */
export const weightedTypes: readonly (readonly DType[])[] = [
  ['int8', 'int8', 'int8'],
  ['int8', 'int4', 'int8'],
  ['int16', 'int8', 'int16'],
  ['float32', 'float32', 'float32'],
];

/** Mixed arithmetic, which TensorFlow Lite Micro refuses, too: activations would be quantised anew for each layer. */
export const refuseHybrid = (x: Operands['x'], w: Operands['w']): string | undefined =>
  x.dtype === 'float32' && (w?.dtype === 'int8' || w?.dtype === 'int4')
    ? `with float32 activations and ${w.dtype} weights, which is mixed arithmetic`
    : undefined;

/** The types of bias that an operator takes, by the type of its activations. */
export type BiasTypes = Partial<Record<DType, readonly DType[]>>;

export const refuseBias = ({ x, bias }: Pick<Weighted, 'x' | 'bias'>, types: BiasTypes): string | undefined => {
  if (!bias) return undefined;
  if (!types[x.dtype]?.includes(bias.dtype)) return `with ${x.dtype} activations and ${bias.dtype} bias`;
  return bias.data ? undefined : 'with computed bias';
};

/** No kernel for int16 adds a zero point, and the reference does not look whether there is one. */
export const refuseZeroPoint = (...activations: readonly Operands['x'][]): string | undefined =>
  activations.some(
    ({ dtype, quantization }) => dtype === 'int16' && quantization?.zeroPoints.some((zero) => zero !== 0),
  )
    ? 'with int16 activations of a zero point other than 0'
    : undefined;

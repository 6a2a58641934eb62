import type { Tensor } from './graph.ts';
import { int4Values } from './int4.ts';
import { elementBytes, elements } from './shapes.ts';
import { valuesOf } from './values.ts';

/** Products of weights and values: every weight is multiplied as often as every other one. */
export interface Products {
  readonly macs: number;
  /** Where the tensors' types do not tell them. */
  readonly widths?: Widths;
  readonly weights?: Tensor | undefined;
  readonly values?: Tensor | undefined;
}

/** Widths of the two factors of products. */
export interface Widths {
  readonly weights: number;
  readonly values: number;
}

const bitsOf = (tensor: Tensor | undefined): number => (tensor ? (tensor.bits ?? 8 * elementBytes(tensor.dtype)) : 0);

export const widthsOf = ({ widths, weights, values }: Products): Widths =>
  widths ?? { weights: bitsOf(weights), values: bitsOf(values) };

/** Those whose weight is constant and zero left out. */
export const effectiveMacsOf = ({ macs, weights }: Products): number => {
  if (!weights?.data) return macs;
  const { dtype, data, shape, quantization } = weights;
  const [zero = 0] = quantization?.zeroPoints ?? [];
  const values = dtype === 'int4' ? Array.from(int4Values(data, elements(shape))) : valuesOf(dtype, data);
  return values.length === 0 ? macs : (macs * values.filter((value) => value !== zero).length) / values.length;
};

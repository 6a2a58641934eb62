import type { Tensor } from '../../model/graph.ts';
import { valuesOf } from '../../model/values.ts';

/** Elements of a constant float32 tensor. */
export const realsOf = ({ data = new Uint8Array(0) }: Tensor): readonly number[] => valuesOf('float32', data);

/** Biases, zeros where there are none. */
export const realBiases = (bias: Tensor | undefined, channels: number): readonly number[] =>
  bias ? realsOf(bias) : new Array<number>(channels).fill(0);

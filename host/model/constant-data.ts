import type { Tensor } from './graph.ts';
import { valuesOf } from './values.ts';

/** Elements of a constant int32 or int64 tensor; none of any other. */
export const integers = ({ dtype, data }: Pick<Tensor, 'dtype' | 'data'>): number[] =>
  data && (dtype === 'int32' || dtype === 'int64') ? valuesOf(dtype, data) : [];

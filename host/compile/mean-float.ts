import type { Tensor } from '../model/graph.ts';
import { bitsOf } from './float-bits.ts';
import { affine } from './quantize.ts';

const { fround } = Math;

/** The statement that stores a mean of `count` s8, whose sum is `result`, as TensorFlow Lite has it on hosts (internal/reference/reduce.h of 2022). */
export const storeMean = (x: Tensor, y: Tensor, count: number): ((address: string) => string) => {
  const [from, to] = [affine(x), affine(y)];
  const scale = fround(from.scale / to.scale);
  const words = [count, bitsOf(scale), bitsOf(fround(-from.zero * scale)), to.zero];
  return (address) => `store_mean_s8(${address}, result, ${words.join(', ')});`;
};

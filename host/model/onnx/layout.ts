import type { Stored } from './values.ts';

/** Orders of axes in memory: axis i there is axis `order[i]` of the shape. */
type Order = readonly number[];

export const rowMajor = (rank: number): number[] => Array.from({ length: rank }, (_, axis) => axis);

/** NCHW, or NCW, as it lies with channels last. */
export const channelsLast = (rank: number): number[] => [0, ...rowMajor(rank).slice(2), 1];

export const inMemory = (shape: readonly number[], order: Order): number[] => order.map((axis) => shape[axis] ?? 1);

/** The axes in memory order that are longer than 1: what decides in which order elements lie. */
const longAxes = (shape: readonly number[], order: Order): number[] => order.filter((axis) => shape[axis] !== 1);

/** Whether elements lie in the same sequence in both orders. */
export const sameSequence = (shape: readonly number[], a: Order, b: Order): boolean => {
  const other = longAxes(shape, b);
  return longAxes(shape, a).every((axis, index) => axis === other[index]);
};

/** ONNX's Transpose: axis j of the result is axis `perm[j]`; nothing moves in memory. */
export const transposedView = (value: Stored, perm: Order): Pick<Stored, 'shape' | 'order'> => ({
  shape: inMemory(value.shape, perm),
  order: value.order.map((axis) => perm.indexOf(axis)),
});

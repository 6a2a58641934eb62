import type { Tensor } from './graph.ts';

/** Elements of a constant int32 or int64 tensor, at any alignment of its bytes. */
export const integers = ({ dtype, data }: Pick<Tensor, 'dtype' | 'data'>): number[] => {
  if (!data) return [];
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return dtype === 'int64'
    ? Array.from({ length: data.length >> 3 }, (_, index) => Number(view.getBigInt64(8 * index, true)))
    : Array.from({ length: data.length >> 2 }, (_, index) => view.getInt32(4 * index, true));
};

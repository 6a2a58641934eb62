import type { DType } from './graph.ts';

type Read = (view: DataView, at: number) => number;

const readers: Partial<Record<DType, readonly [bytes: number, read: Read]>> = {
  bool: [1, (view, at) => view.getUint8(at)],
  int8: [1, (view, at) => view.getInt8(at)],
  uint8: [1, (view, at) => view.getUint8(at)],
  int16: [2, (view, at) => view.getInt16(at, true)],
  uint16: [2, (view, at) => view.getUint16(at, true)],
  int32: [4, (view, at) => view.getInt32(at, true)],
  uint32: [4, (view, at) => view.getUint32(at, true)],
  float32: [4, (view, at) => view.getFloat32(at, true)],
  int64: [8, (view, at) => Number(view.getBigInt64(at, true))],
  uint64: [8, (view, at) => Number(view.getBigUint64(at, true))],
  float64: [8, (view, at) => view.getFloat64(at, true)],
};

/**
 * Elements of little-endian data, at any alignment; those of 64 bits as the nearest double.
 * @throws RangeError for types that are no whole bytes wide
 */
export const valuesOf = (dtype: DType, data: Uint8Array): number[] => {
  const [bytes, read] = readers[dtype] ?? [];
  if (!bytes || !read) throw new RangeError(`${dtype} has no numbers`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: Math.floor(data.length / bytes) }, (_, index) => read(view, index * bytes));
};

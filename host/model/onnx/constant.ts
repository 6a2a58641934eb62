import { damaged, printable } from '../errors.ts';
import type { DType } from '../graph.ts';
import { elements } from '../shapes.ts';
import { dtypeOf, type Format, formats, type Numbers } from './formats.ts';
import { Refusal } from './refusal.ts';
import type { TensorProto } from './schema.ts';

/** A tensor whose elements are known, row-major: one number each, int64 and int4 included. */
export interface Constant {
  readonly kind: 'constant';
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values: Numbers;
}

const MAX_ELEMENTS = 2 ** 24;

/**
 * The elements of a tensor in the file.
 * @throws ToolError `MODEL_DAMAGED`, Refusal
 */
export const readTensor = (proto: TensorProto): Constant => {
  const dtype = dtypeOf(proto.dataType);
  const { bytes, read, allocate, field } = formats[proto.dataType] as Format;
  const what = `tensor "${printable(proto.name)}"`;
  if (proto.dataLocation === 1) throw new Refusal(`data in another file (${what})`);
  const shape = proto.dims;
  const count = elements(shape);
  if (shape.some((extent) => extent < 0) || count > MAX_ELEMENTS) throw damaged(`${what} has shape [${shape}]`);
  const values = allocate(count);
  const { rawData } = proto;
  if (!rawData) {
    const list = packedFields(proto[field], dtype);
    if (list.length < count) throw damaged(`${what} has ${list.length} elements for [${shape}]`);
    for (let index = 0; index < count; index++) values[index] = list[index] ?? 0;
    return { kind: 'constant', dtype, shape, values };
  }
  if (rawData.length !== Math.ceil(count * bytes))
    throw damaged(`${what} has ${rawData.length} bytes for ${Math.ceil(count * bytes)}`);
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  for (let index = 0; index < count; index++) values[index] = read(view, index * bytes);
  return { kind: 'constant', dtype, shape, values };
};

/** Outside `rawData`, too, int4 is two to a byte. */
const packedFields = (list: readonly number[], dtype: DType): readonly number[] =>
  dtype === 'int4' ? list.flatMap((pair) => [(pair << 28) >> 28, (pair << 24) >> 28]) : list;

/** A constant of our own making. */
export const constantOf = (dtype: DType, shape: readonly number[], list: ArrayLike<number>): Constant => {
  const known = Object.values(formats).find((candidate) => candidate.dtype === dtype) as Format;
  const values = known.allocate(list.length);
  values.set(list);
  return { kind: 'constant', dtype, shape, values };
};

/** The bytes that a graph's tensor holds: little-endian, int4 two to a byte, the lower half first. */
export const bytesOf = ({ dtype, values }: Pick<Constant, 'dtype' | 'values'>): Uint8Array => {
  if (dtype === 'int64') return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  if (dtype !== 'int4') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const packed = new Uint8Array((values.length + 1) >> 1);
  values.forEach((value, index) => {
    packed[index >> 1] = (packed[index >> 1] ?? 0) | ((value & 15) << (4 * (index & 1)));
  });
  return packed;
};

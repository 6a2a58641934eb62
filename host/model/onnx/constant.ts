import { damaged, printable } from '../errors.ts';
import type { DType } from '../graph.ts';
import { elements } from '../shapes.ts';
import { Refusal } from './refusal.ts';
import type { TensorProto } from './schema.ts';

type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** A tensor whose elements are known, row-major: one number each, int64 and int4 included. */
export interface Constant {
  readonly kind: 'constant';
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values: Numbers;
}

interface Format {
  readonly dtype: DType;
  /** Of `rawData`, little-endian; int4 is two to a byte, the lower half first. */
  readonly bytes: number;
  readonly read: (view: DataView, at: number) => number;
  readonly allocate: (length: number) => Numbers;
  /** The field that holds the elements where `rawData` does not. */
  readonly field: 'floatData' | 'int32Data' | 'int64Data' | 'doubleData' | 'uint64Data';
}

const nibble = (view: DataView, at: number): number => (view.getUint8(Math.floor(at)) >> (at % 1 === 0 ? 0 : 4)) & 15;

const format = (
  dtype: DType,
  bytes: number,
  read: Format['read'],
  allocate: Format['allocate'],
  field: Format['field'],
) => ({ dtype, bytes, read, allocate, field }) satisfies Format;

/** TensorProto.DataType → how its elements lie (onnx/onnx.proto3). */
const formats: Readonly<Record<number, Format>> = {
  1: format(
    'float32',
    4,
    (view, at) => view.getFloat32(at, true),
    (n) => new Float32Array(n),
    'floatData',
  ),
  2: format(
    'uint8',
    1,
    (view, at) => view.getUint8(at),
    (n) => new Uint8Array(n),
    'int32Data',
  ),
  3: format(
    'int8',
    1,
    (view, at) => view.getInt8(at),
    (n) => new Int8Array(n),
    'int32Data',
  ),
  4: format(
    'uint16',
    2,
    (view, at) => view.getUint16(at, true),
    (n) => new Uint16Array(n),
    'int32Data',
  ),
  5: format(
    'int16',
    2,
    (view, at) => view.getInt16(at, true),
    (n) => new Int16Array(n),
    'int32Data',
  ),
  6: format(
    'int32',
    4,
    (view, at) => view.getInt32(at, true),
    (n) => new Int32Array(n),
    'int32Data',
  ),
  7: format(
    'int64',
    8,
    (view, at) => Number(view.getBigInt64(at, true)),
    (n) => new Float64Array(n),
    'int64Data',
  ),
  9: format(
    'bool',
    1,
    (view, at) => view.getUint8(at),
    (n) => new Uint8Array(n),
    'int32Data',
  ),
  11: format(
    'float64',
    8,
    (view, at) => view.getFloat64(at, true),
    (n) => new Float64Array(n),
    'doubleData',
  ),
  12: format(
    'uint32',
    4,
    (view, at) => view.getUint32(at, true),
    (n) => new Uint32Array(n),
    'uint64Data',
  ),
  22: format(
    'int4',
    0.5,
    (view, at) => (nibble(view, at) << 28) >> 28,
    (n) => new Int8Array(n),
    'int32Data',
  ),
};

const names: Readonly<Record<number, string>> = {
  8: 'string',
  10: 'float16',
  13: 'uint64',
  14: 'complex64',
  15: 'complex128',
  16: 'bfloat16',
  17: 'float8e4m3fn',
  18: 'float8e4m3fnuz',
  19: 'float8e5m2',
  20: 'float8e5m2fnuz',
  21: 'uint4',
  23: 'float4e2m1',
};

/** @throws Refusal for types that no network here has */
export const dtypeOf = (type: number): DType => {
  const known = formats[type]?.dtype;
  if (known) return known;
  const name = names[type];
  if (!name) throw damaged(`data type ${type} does not exist`);
  throw new Refusal(`${name} tensors`);
};

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

/** Axis i of the result is axis `order[i]` of the constant. */
export const transposed = (constant: Constant, order: readonly number[]): Constant => {
  const { shape, values } = constant;
  const strides = shape.map((_, axis) => elements(shape.slice(axis + 1)));
  const extents = order.map((axis) => shape[axis] ?? 0);
  const steps = order.map((axis) => strides[axis] ?? 0);
  const result = values.slice();
  const index = extents.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] ?? 0;
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      const step = steps[axis] ?? 0;
      from += step;
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < (extents[axis] ?? 0)) break;
      from -= step * (extents[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return { ...constant, shape: extents, values: result };
};

import { damaged } from '../errors.ts';
import type { DType } from '../graph.ts';
import { Refusal } from './refusal.ts';

export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export interface Format {
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
export const formats: Readonly<Record<number, Format>> = {
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

import type { FunctionType, Limits, ReferenceType, ValueType } from './module.ts';
import type { Reader } from './reader.ts';
import { unsupported } from './unsupported.ts';

// Core specification 5.3: types.

const valueTypes: Readonly<Record<number, ValueType>> = {
  127: 'i32', // 5.3.1
  126: 'i64',
  125: 'f32',
  124: 'f64',
  112: 'funcref', // 5.3.3
  111: 'externref',
};

const typeOf = (code: number): ValueType => {
  const type = valueTypes[code];
  if (!type) throw unsupported(`values of type 0x${code.toString(16)} (vectors, typed references)`);
  return type;
};

export const valueType = (reader: Reader): ValueType => typeOf(reader.u8());

/** Valid modules have no other type here. */
export const referenceType = (reader: Reader): ReferenceType => valueType(reader) as ReferenceType;

export const functionType = (reader: Reader): FunctionType => {
  if (reader.u8() !== 0x60) throw unsupported('types that are not functions');
  const params = reader.vector(() => valueType(reader));
  return { params, results: reader.vector(() => valueType(reader)) };
};

/** Of a block (5.4.1): nothing, one result, or the index of a function type. */
export const blockType = (reader: Reader, types: readonly FunctionType[]): FunctionType => {
  const at = reader.at;
  const code = reader.u8();
  if (code === 0x40) return { params: [], results: [] };
  // Signed, an index is positive and a type negative: bit 6 of a single byte is the sign.
  if ((code & 0xc0) === 0x40) return { params: [], results: [typeOf(code)] };
  reader.at = at;
  return types[reader.s32()] ?? reader.fail('block type does not exist');
};

/** 5.3.7; bit 1 shares a memory among threads, bit 2 widens its addresses. */
export const limits = (reader: Reader): Limits => {
  const flags = reader.u8();
  if (flags > 3) throw unsupported('64-bit memories');
  const min = reader.u32();
  return flags & 1 ? { min, max: reader.u32() } : { min };
};

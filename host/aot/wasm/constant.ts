import type { Constant } from './module.ts';
import type { Reader } from './reader.ts';
import { unsupported } from './unsupported.ts';

/** Constant instructions (core specification 3.3.10). */
const readers: Readonly<Record<number, (reader: Reader) => Constant>> = {
  35: (reader) => ({ kind: 'global', index: reader.u32() }),
  65: (reader) => ({ kind: 'number', type: 'i32', bits: BigInt.asUintN(32, BigInt(reader.s32())) }),
  66: (reader) => ({ kind: 'number', type: 'i64', bits: BigInt.asUintN(64, reader.s64()) }),
  67: (reader) => ({ kind: 'number', type: 'f32', bits: reader.bits(4) }),
  68: (reader) => ({ kind: 'number', type: 'f64', bits: reader.bits(8) }),
  208: (reader) => {
    reader.u8();
    return { kind: 'null' };
  },
  210: (reader) => ({ kind: 'function', index: reader.u32() }),
};
const END = 0x0b;

export const constantExpression = (reader: Reader): Constant => {
  const opcode = reader.u8();
  const value = readers[opcode]?.(reader);
  if (!value) throw unsupported(`constant expressions with opcode 0x${opcode.toString(16)}`);
  if (reader.u8() !== END) throw unsupported('constant expressions of several instructions');
  return value;
};

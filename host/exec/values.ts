import type { ValueType } from '../aot/wasm/module.ts';
import type { WasmValue } from '../emulate/bare/values.ts';
import { ExitCode, ToolError } from '../errors.ts';

// Values of WebAssembly as people write them, and as the emulated cores take them: floats by their bits, null as 0.

const bits = new DataView(new ArrayBuffer(8));
const f32Bits = (value: number): number => {
  bits.setFloat32(0, value);
  return bits.getInt32(0);
};
const f64Bits = (value: number): bigint => {
  bits.setFloat64(0, value);
  return bits.getBigInt64(0);
};
const f32Of = (word: number): number => {
  bits.setInt32(0, word);
  return bits.getFloat32(0);
};
const f64Of = (word: bigint): number => {
  bits.setBigInt64(0, word);
  return bits.getFloat64(0);
};

const notOf = (type: ValueType, text: string): ToolError =>
  new ToolError(
    'USAGE',
    ExitCode.Usage,
    `${text} is no ${type}`,
    'Write integers as 7, -7 or 0x7, floats as 0.5, 1e-3, inf or nan, and references as null.',
  );

const integer = (text: string, width: number): bigint | undefined => {
  if (!/^-?(0x[\da-f]+|\d+)$/i.test(text)) return undefined;
  const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  const limit = 1n << BigInt(width);
  return value >= -limit / 2n && value < limit ? BigInt.asIntN(width, value) : undefined;
};

const float = (text: string): number | undefined => {
  const named = /^(-?)(inf|nan)$/.exec(text);
  if (named) return named[2] === 'nan' ? Number.NaN : Number(`${named[1]}Infinity`);
  return /^-?[\d.]/.test(text) && !Number.isNaN(Number(text)) ? Number(text) : undefined;
};

const readers: Readonly<Record<ValueType, (text: string) => WasmValue | undefined>> = {
  i32: (text) => {
    const value = integer(text, 32);
    return value === undefined ? undefined : Number(value);
  },
  i64: (text) => integer(text, 64),
  f32: (text) => {
    const value = float(text);
    return value === undefined ? undefined : f32Bits(value);
  },
  f64: (text) => {
    const value = float(text);
    return value === undefined ? undefined : f64Bits(value);
  },
  funcref: (text) => (text === 'null' ? 0 : undefined),
  externref: (text) => (text === 'null' ? 0 : undefined),
};

/** @throws ToolError `USAGE` */
export const readValue = (text: string, type: ValueType): WasmValue => {
  const value = readers[type](text);
  if (value === undefined) throw notOf(type, text);
  return value;
};

/** Infinities and NaN as in the text format, and the sign of zero. */
const showFloat = (value: number, shortest: string): string => {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : shortest;
};

/** The fewest digits that are read as this number again: 9 always are enough (IEEE 754-2019, 5.12.2). */
const shortestF32 = (value: number): string => {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
};

const shows: Readonly<Record<ValueType, (value: WasmValue) => string>> = {
  i32: String,
  i64: String,
  f32: (value) => showFloat(f32Of(Number(value)), shortestF32(f32Of(Number(value)))),
  f64: (value) => showFloat(f64Of(BigInt(value)), String(f64Of(BigInt(value)))),
  funcref: (value) => (value === 0 ? 'null' : 'a function'),
  externref: (value) => (value === 0 ? 'null' : 'a reference'),
};

export const showValue = (value: WasmValue, type: ValueType): string => shows[type](value);

import type { ValueType } from '../../wasm/module.ts';

const typeNames: Readonly<Record<ValueType, string>> = {
  i32: 'uint32_t',
  i64: 'uint64_t',
  f32: 'float',
  f64: 'double',
  funcref: 'wasm_funcref',
  externref: 'wasm_externref',
};

/** Integers are unsigned, so that they wrap around. */
export const typeName = (type: ValueType): string => typeNames[type];

/** `i32_f64`, of several results. */
export const tupleSuffix = (types: readonly ValueType[]): string => types.join('_');

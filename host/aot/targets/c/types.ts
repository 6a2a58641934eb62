import type { ValueType } from '../../wasm/module.ts';

const typeNames: Readonly<Record<ValueType, string>> = {
  i32: 'uint32_t',
  i64: 'uint64_t',
  f32: 'float',
  f64: 'double',
  funcref: 'wasm_reference',
  externref: 'wasm_reference',
};

/** Integers are unsigned, so that they wrap around. */
export const typeName = (type: ValueType): string => typeNames[type];

export const isReference = (type: ValueType): boolean => type === 'funcref' || type === 'externref';

/** What holds a float's bits. */
export const integerOf = (type: ValueType): 'i32' | 'i64' => (type === 'i64' || type === 'f64' ? 'i64' : 'i32');

/** Variables outside functions hold floats as their bits, of which C has constants. */
export const cellName = (type: ValueType): string => typeName(isReference(type) ? type : integerOf(type));

/** `i32_f64`, of several results. */
export const tupleSuffix = (types: readonly ValueType[]): string => types.join('_');

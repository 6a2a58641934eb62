import { damaged } from '../errors.ts';
import type { Activation, DType, Padding } from '../graph.ts';
import type { Table } from './flatbuffer.ts';
import { f32, i8, i32, i32s, reference, text, type Field as Written } from './flatbuffer-writer.ts';
import { activations, paddings, tensorTypes } from './schema.ts';

/** One field of an options table: its number in the schema, and how its value is read and written. */
export interface OptionField<T> {
  readonly number: number;
  /** Bytes of the field itself. */
  readonly width: 1 | 4;
  /** A missing table stands for the schema's defaults. */
  readonly read: (table: Table | undefined) => T;
  readonly write: (value: T) => Readonly<Record<number, Written>>;
}

export const int = (number: number, byDefault = 0): OptionField<number> => ({
  number,
  width: 4,
  read: (table) => table?.i32(number, byDefault) ?? byDefault,
  write: (value) => ({ [number]: i32(value) }),
});

export const float = (number: number): OptionField<number> => ({
  number,
  width: 4,
  read: (table) => table?.f32(number) ?? 0,
  write: (value) => ({ [number]: f32(value) }),
});

export const bool = (number: number): OptionField<boolean> => ({
  number,
  width: 1,
  read: (table) => (table?.u8(number) ?? 0) !== 0,
  write: (value) => ({ [number]: i8(value ? 1 : 0) }),
});

export const ints = (number: number): OptionField<readonly number[]> => ({
  number,
  width: 4,
  read: (table) => table?.i32s(number) ?? [],
  write: (values) => ({ [number]: reference(i32s(values)) }),
});

export const string = (number: number): OptionField<string> => ({
  number,
  width: 4,
  read: (table) => table?.text(number) ?? '',
  write: (value) => ({ [number]: reference(text(value)) }),
});

/** A value that the schema numbers. */
export const named = <T>(number: number, names: readonly (T | undefined)[], what: string): OptionField<T> => ({
  number,
  width: 1,
  read: (table) => {
    const index = table?.i8(number) ?? 0;
    const name = names[index];
    if (name === undefined) throw damaged(`${what} ${index} does not exist`);
    return name;
  },
  write: (value) => ({ [number]: i8(names.indexOf(value)) }),
});

export const activation = (number: number): OptionField<Activation> => named(number, activations, 'fused activation');
export const type = (number: number): OptionField<DType> => named(number, tensorTypes, 'tensor type');
/** A type that a file may leave open: float32, the schema's default, says nothing. */
export const statedType = (number: number): OptionField<DType | undefined> => {
  const stated = type(number);
  return {
    ...stated,
    read: (table) => {
      const dtype = stated.read(table);
      return dtype === 'float32' ? undefined : dtype;
    },
    write: (dtype) => (dtype === undefined ? {} : stated.write(dtype)),
  };
};

const paddingRule = named<Padding>(0, paddings, 'padding');
export const padding: OptionField<Padding> = {
  ...paddingRule,
  write: (value) => {
    if (typeof value !== 'string')
      throw new TypeError('TFLite has no explicit padding: write the graph as it was imported');
    return paddingRule.write(value);
  },
};

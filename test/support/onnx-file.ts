import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type Field, type Fields, type Kind, model } from '../../host/model/onnx/schema.ts';

/** A message as plain data: any of the fields of its table in host/model/onnx/schema.ts, each by its name. */
export type Draft = { readonly [name: string]: unknown };

/** The messages as a file; lists of numbers are packed, as proto3 has them. */
export const encodeModel = (draft: Draft): Uint8Array => encode(draft, model);

const encode = (draft: Draft, fields: Fields): Uint8Array => {
  const writer = new BinaryWriter();
  for (const [number, field] of Object.entries(fields)) {
    const value = draft[field.name];
    if (value !== undefined) write(writer, Number(number), field, value);
  }
  return writer.finish();
};

const scalars: Partial<Record<Kind, (writer: BinaryWriter, value: number) => BinaryWriter>> = {
  ints: (writer, value) => writer.int64(BigInt(value)),
  floats: (writer, value) => writer.float(value),
  doubles: (writer, value) => writer.double(value),
};

const write = (writer: BinaryWriter, number: number, { kind, of = {} }: Field, value: unknown): void => {
  const length = () => writer.tag(number, WireType.LengthDelimited);
  const list = value as readonly unknown[];
  const scalar = scalars[kind];
  if (scalar) {
    if (list.length === 0) return;
    length().fork();
    for (const one of list as number[]) scalar(writer, one);
    writer.join();
  } else if (kind === 'int') writer.tag(number, WireType.Varint).int64(BigInt(value as number));
  else if (kind === 'float') writer.tag(number, WireType.Bit32).float(value as number);
  else if (kind === 'text') length().string(value as string);
  else if (kind === 'bytes') length().bytes(value as Uint8Array);
  else if (kind === 'message') length().bytes(encode(value as Draft, of));
  else if (kind === 'texts') for (const one of list) length().string(one as string);
  else if (kind === 'bytesList') for (const one of list) length().bytes(one as Uint8Array);
  else for (const one of list) length().bytes(encode(one as Draft, of));
};

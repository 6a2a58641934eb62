import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { damaged, tooLarge } from '../errors.ts';
import { type Field, type Fields, type Kind, type ModelProto, model } from './schema.ts';

/** Entries of one repeated field: as many as the largest constant has, and more than any network has nodes. */
const MAX_ENTRIES: Partial<Record<Kind, number>> = {
  ints: 2 ** 24,
  floats: 2 ** 22,
  doubles: 2 ** 21,
  messages: 2 ** 16,
  texts: 2 ** 16,
  bytesList: 2 ** 16,
};

/**
 * Reads the messages of an ONNX file.
 * @throws ToolError `MODEL_DAMAGED` where the bytes are no such messages, `MODEL_TOO_LARGE` where there are too many
 */
export const decodeModel = (file: Uint8Array): ModelProto => decode(file, model) as unknown as ModelProto;

type Message = Record<string, unknown>;

const decode = (bytes: Uint8Array, fields: Fields): Message => {
  const message = empty(fields);
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wire] = wireErrors(() => reader.tag());
    const field = fields[number];
    if (!field) wireErrors(() => reader.skip(wire, number));
    else read(reader, wire, field, message);
    if (reader.pos > reader.len) throw damaged('a field reaches beyond its message');
  }
  return message;
};

/** What the reader throws is about the bytes; it throws plain errors. */
const wireErrors = <T>(read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    throw damaged(`not the messages of an ONNX file (${(cause as Error).message})`);
  }
};

const absent: Partial<Record<Kind, unknown>> = { int: 0, float: 0, text: '' };
const optionalInts = new Set(['dimValue']);

const empty = (fields: Fields): Message =>
  Object.fromEntries(
    Object.values(fields).flatMap(({ name, kind }) => {
      if (kind in MAX_ENTRIES) return [[name, []]];
      return kind in absent && !optionalInts.has(name) ? [[name, absent[kind]]] : [];
    }),
  );

const wireTypes: Record<Kind, WireType> = {
  int: WireType.Varint,
  ints: WireType.Varint,
  float: WireType.Bit32,
  floats: WireType.Bit32,
  doubles: WireType.Bit64,
  text: WireType.LengthDelimited,
  texts: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
  bytesList: WireType.LengthDelimited,
  message: WireType.LengthDelimited,
  messages: WireType.LengthDelimited,
};

const scalar = (reader: BinaryReader, kind: Kind): unknown => {
  if (kind === 'int' || kind === 'ints') return Number(reader.int64());
  if (kind === 'float' || kind === 'floats') return reader.float();
  if (kind === 'doubles') return reader.double();
  return kind === 'text' || kind === 'texts' ? reader.string() : reader.bytes();
};

const read = (reader: BinaryReader, wire: WireType, { name, kind, of = {} }: Field, message: Message): void => {
  const isPacked = wire === WireType.LengthDelimited && wireTypes[kind] !== wire && kind in MAX_ENTRIES;
  if (!isPacked && wire !== wireTypes[kind]) throw damaged(`field "${name}" has wire type ${wire}`);
  if (isPacked) {
    const packed = new BinaryReader(wireErrors(() => reader.bytes()));
    while (packed.pos < packed.len)
      append(
        message,
        name,
        kind,
        wireErrors(() => scalar(packed, kind)),
      );
    if (packed.pos > packed.len) throw damaged(`field "${name}" reaches beyond its bytes`);
    return;
  }
  const plain = wireErrors(() => scalar(reader, kind));
  const value = kind === 'message' || kind === 'messages' ? decode(plain as Uint8Array, of) : plain;
  if (kind in MAX_ENTRIES) append(message, name, kind, value);
  else message[name] = value;
};

const append = (message: Message, name: string, kind: Kind, value: unknown): void => {
  const list = message[name] as unknown[];
  const most = MAX_ENTRIES[kind] ?? 0;
  if (list.length >= most) throw tooLarge(`the model file has more than ${most} entries of "${name}"`);
  list.push(value);
};

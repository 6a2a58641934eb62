import { damaged, tooLarge } from '../errors.ts';

/** Vectors of tables: tensors, operators, buffers. A model has hundreds. */
const MAX_TABLES = 65_536;
/** Names are for people. */
const MAX_TEXT_BYTES = 1024;

/**
 * Reads FlatBuffers (flatbuffers.dev, "FlatBuffers internals") and trusts nothing: every offset, vtable and vector length is
 * checked against the file before it is followed, and nothing is allocated that the file does not have bytes for: tables that
 * share one long vector cannot make many copies of it.
 */
export class FlatBuffer {
  readonly #view: DataView;
  #copied = 0;

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  check(at: number, bytes: number): void {
    if (at < 0 || at + bytes > this.bytes.length)
      throw damaged(`${bytes} bytes at ${at} lie outside its ${this.bytes.length} bytes`);
  }
  i8(at: number): number {
    this.check(at, 1);
    return this.#view.getInt8(at);
  }
  u8(at: number): number {
    this.check(at, 1);
    return this.#view.getUint8(at);
  }
  u16(at: number): number {
    this.check(at, 2);
    return this.#view.getUint16(at, true);
  }
  i32(at: number): number {
    this.check(at, 4);
    return this.#view.getInt32(at, true);
  }
  u32(at: number): number {
    this.check(at, 4);
    return this.#view.getUint32(at, true);
  }
  f32(at: number): number {
    this.check(at, 4);
    return this.#view.getFloat32(at, true);
  }
  i64(at: number): bigint {
    this.check(at, 8);
    return this.#view.getBigInt64(at, true);
  }

  /** Counts the elements that become numbers or tables of ours; each takes at least four bytes of a file that shares none. */
  copy(elements: number): void {
    this.#copied += elements;
    if (this.#copied > this.bytes.length) throw damaged('its vectors overlap');
  }

  root(): Table {
    return new Table(this, this.u32(0));
  }
}

/** One table: fields by their number in the schema. */
export class Table {
  readonly #fields: number;
  readonly #vtable: number;

  constructor(
    readonly buffer: FlatBuffer,
    readonly at: number,
  ) {
    this.#vtable = at - buffer.i32(at);
    const bytes = buffer.u16(this.#vtable);
    if (bytes < 4 || bytes % 2 !== 0) throw damaged(`a vtable of ${bytes} bytes at ${this.#vtable}`);
    buffer.check(this.#vtable, bytes);
    this.#fields = (bytes - 4) / 2;
  }

  /** Position of a field's value; undefined where the table leaves it at its default. */
  #field(field: number): number | undefined {
    if (field >= this.#fields) return undefined;
    const offset = this.buffer.u16(this.#vtable + 4 + 2 * field);
    return offset === 0 ? undefined : this.at + offset;
  }
  #scalar(field: number, read: (at: number) => number, byDefault: number): number {
    const at = this.#field(field);
    return at === undefined ? byDefault : read(at);
  }

  i8(field: number, byDefault = 0): number {
    return this.#scalar(field, (at) => this.buffer.i8(at), byDefault);
  }
  u8(field: number, byDefault = 0): number {
    return this.#scalar(field, (at) => this.buffer.u8(at), byDefault);
  }
  i32(field: number, byDefault = 0): number {
    return this.#scalar(field, (at) => this.buffer.i32(at), byDefault);
  }
  u32(field: number, byDefault = 0): number {
    return this.#scalar(field, (at) => this.buffer.u32(at), byDefault);
  }
  f32(field: number, byDefault = 0): number {
    return this.#scalar(field, (at) => this.buffer.f32(at), byDefault);
  }
  u64(field: number): bigint {
    const at = this.#field(field);
    return at === undefined ? 0n : BigInt.asUintN(64, this.buffer.i64(at));
  }

  table(field: number): Table | undefined {
    const at = this.#field(field);
    return at === undefined ? undefined : new Table(this.buffer, at + this.buffer.u32(at));
  }

  /** First element and length of a vector whose elements are `size` bytes; all of it lies in the file. */
  #vector(field: number, size: number): { start: number; length: number } {
    const at = this.#field(field);
    if (at === undefined) return { start: 0, length: 0 };
    const vector = at + this.buffer.u32(at);
    const length = this.buffer.u32(vector);
    this.buffer.check(vector + 4, length * size);
    return { start: vector + 4, length };
  }
  #list<T>(field: number, size: number, read: (at: number) => T): T[] {
    const { start, length } = this.#vector(field, size);
    this.buffer.copy(length);
    return Array.from({ length }, (_, index) => read(start + size * index));
  }

  i32s(field: number): number[] {
    return this.#list(field, 4, (at) => this.buffer.i32(at));
  }
  f32s(field: number): number[] {
    return this.#list(field, 4, (at) => this.buffer.f32(at));
  }
  i64s(field: number): bigint[] {
    return this.#list(field, 8, (at) => this.buffer.i64(at));
  }
  bytes(field: number): Uint8Array {
    const { start, length } = this.#vector(field, 1);
    return this.buffer.bytes.subarray(start, start + length);
  }
  tables(field: number): Table[] {
    const { length } = this.#vector(field, 4);
    if (length > MAX_TABLES) throw tooLarge(`a list of ${length} in the model, more than ${MAX_TABLES}`);
    return this.#list(field, 4, (at) => new Table(this.buffer, at + this.buffer.u32(at)));
  }
  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field).subarray(0, MAX_TEXT_BYTES));
  }
}

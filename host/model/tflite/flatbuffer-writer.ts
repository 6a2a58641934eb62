/** One field of a table: a scalar by its width, or something that the table points to. */
export type Field =
  | { readonly kind: 'i8' | 'i32' | 'f32'; readonly value: number }
  | { readonly kind: 'reference'; readonly to: Node };

export type Node =
  | { readonly kind: 'table'; readonly fields: Readonly<Record<number, Field>> }
  | { readonly kind: 'tables'; readonly items: readonly Node[] }
  | { readonly kind: 'vector'; readonly bytes: Uint8Array; readonly count: number; readonly align: number };

export const i8 = (value: number): Field => ({ kind: 'i8', value });
export const i32 = (value: number): Field => ({ kind: 'i32', value });
export const f32 = (value: number): Field => ({ kind: 'f32', value });
export const reference = (to: Node): Field => ({ kind: 'reference', to });
export const table = (fields: Readonly<Record<number, Field>>): Node => ({ kind: 'table', fields });
export const tables = (items: readonly Node[]): Node => ({ kind: 'tables', items });
export const bytes = (data: Uint8Array, align = 4): Node => ({
  kind: 'vector',
  bytes: data,
  count: data.length,
  align,
});
/** A string: its bytes, and a zero behind them that its length does not count. */
export const text = (value: string): Node => {
  const encoded = new TextEncoder().encode(`${value}\0`);
  return { kind: 'vector', bytes: encoded, count: encoded.length - 1, align: 4 };
};
const numbers = (
  values: readonly number[],
  width: number,
  set: (view: DataView, at: number, value: number) => void,
): Node => {
  const data = new Uint8Array(width * values.length);
  const view = new DataView(data.buffer);
  values.forEach((value, index) => {
    set(view, width * index, value);
  });
  return { kind: 'vector', bytes: data, count: values.length, align: width };
};
export const i32s = (values: readonly number[]): Node =>
  numbers(values, 4, (view, at, value) => view.setInt32(at, value, true));
export const f32s = (values: readonly number[]): Node =>
  numbers(values, 4, (view, at, value) => view.setFloat32(at, value, true));
export const i64s = (values: readonly number[]): Node =>
  numbers(values, 8, (view, at, value) => view.setBigInt64(at, BigInt(value), true));

const HEADER_BYTES = 8;
const MIN_ALIGN = 4;

/**
 * Lays out a FlatBuffer (flatbuffers.dev, "FlatBuffers internals"): parents before what they point to, because offsets are
 * unsigned; every table directly behind a vtable of its own, each field in a slot of four bytes.
 */
export const writeFlatBuffer = (root: Node, identifier: string): Uint8Array => {
  let file = new Uint8Array(1024);
  let view = new DataView(file.buffer);
  let end = HEADER_BYTES;
  const reserve = (size: number, align: number, before: number): number => {
    const start = Math.ceil((end + before) / align) * align - before;
    end = start + size;
    if (end > file.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(file);
      file = larger;
      view = new DataView(file.buffer);
    }
    return start;
  };
  file.set(new TextEncoder().encode(identifier), 4);
  const pending: { at: number; node: Node }[] = [{ at: 0, node: root }];
  const place = (node: Node): number => {
    if (node.kind === 'vector') {
      const start = reserve(4 + node.bytes.length, Math.max(MIN_ALIGN, node.align), 4);
      view.setUint32(start, node.count, true);
      file.set(node.bytes, start + 4);
      return start;
    }
    if (node.kind === 'tables') {
      const start = reserve(4 + 4 * node.items.length, MIN_ALIGN, 0);
      view.setUint32(start, node.items.length, true);
      node.items.forEach((item, index) => {
        pending.push({ at: start + 4 + 4 * index, node: item });
      });
      return start;
    }
    const fields = Object.entries(node.fields).map(([number, field]) => ({ number: Number(number), field }));
    const slots = Math.max(-1, ...fields.map(({ number }) => number)) + 1;
    const vtableBytes = 4 + 2 * slots;
    const tableBytes = 4 + 4 * fields.length;
    const start = reserve(vtableBytes + tableBytes, MIN_ALIGN, vtableBytes);
    const at = start + vtableBytes;
    view.setUint16(start, vtableBytes, true);
    view.setUint16(start + 2, tableBytes, true);
    view.setInt32(at, vtableBytes, true);
    fields.forEach(({ number, field }, index) => {
      const slot = 4 + 4 * index;
      view.setUint16(start + 4 + 2 * number, slot, true);
      if (field.kind === 'reference') pending.push({ at: at + slot, node: field.to });
      else if (field.kind === 'i8') view.setInt8(at + slot, field.value);
      else if (field.kind === 'i32') view.setInt32(at + slot, field.value, true);
      else view.setFloat32(at + slot, field.value, true);
    });
    return at;
  };
  for (let next = pending.shift(); next; next = pending.shift()) {
    const target = place(next.node);
    view.setUint32(next.at, target - next.at, true);
  }
  return file.slice(0, end);
};

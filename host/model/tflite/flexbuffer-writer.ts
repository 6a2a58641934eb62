import { FlexType } from './flexbuffer.ts';

/** One value of a map, by the kind that readers are to see. */
export type FlexEntry = { readonly kind: 'int' | 'bool' | 'float'; readonly value: number };

/** All values and offsets take four bytes. */
const WIDTH = 4;
const PACKED_WIDTH = 2;

const words = (values: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(values).buffer);

const float = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

/** A map as a FlexBuffer (flatbuffers.dev, "FlexBuffers"), its keys in the order that readers search in. */
export const writeFlexMap = (entries: Readonly<Record<string, FlexEntry>>): Uint8Array => {
  const sorted = Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const texts = sorted.map(([key]) => new TextEncoder().encode(`${key}\0`));
  const textBytes = texts.reduce((sum, { length }) => sum + length, 0);
  const padding = -textBytes & (WIDTH - 1);
  const keys = textBytes + padding + WIDTH;
  let text = 0;
  const keyOffsets = texts.map(({ length }, index) => {
    const start = text;
    text += length;
    return keys + WIDTH * index - start;
  });
  const toKeys = WIDTH * sorted.length;
  return new Uint8Array(
    Buffer.concat([
      ...texts,
      new Uint8Array(padding),
      words([sorted.length, ...keyOffsets, toKeys, WIDTH, sorted.length]),
      ...sorted.map(([, { kind, value }]) => (kind === 'float' ? float : words)([value])),
      Uint8Array.from(sorted, ([, { kind }]) => (FlexType[kind] << 2) | PACKED_WIDTH),
      words([WIDTH * sorted.length + sorted.length]),
      Uint8Array.of((FlexType.map << 2) | PACKED_WIDTH, WIDTH),
    ]),
  );
};

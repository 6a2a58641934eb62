import { damaged } from '../errors.ts';

/** What a map of options holds. */
export type FlexValue = number | boolean | string;

/** Kinds of values, as FlexBuffers number them. */
export const FlexType = { int: 1, uint: 2, float: 3, key: 4, string: 5, map: 9, bool: 26 } as const;

const MAX_ENTRIES = 64;
const MAX_TEXT_BYTES = 1024;
const widths = [1, 2, 4, 8] as const;
type Width = (typeof widths)[number];

/**
 * Reads the map of a FlexBuffer (flatbuffers.dev, "FlexBuffers"): numbers, truth values and texts by their keys. Nothing is
 * trusted: each offset leads back into the buffer, and lists are short.
 * @throws ToolError `MODEL_DAMAGED`, also for values of other kinds
 */
export const readFlexMap = (bytes: Uint8Array): ReadonlyMap<string, FlexValue> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = (at: number, length: number): number => {
    if (at < 0 || at + length > bytes.length)
      throw damaged(`options of ${bytes.length} bytes point outside themselves`);
    return at;
  };
  const unsigned = (at: number, width: Width): number => {
    inside(at, width);
    if (width === 8) return Number(view.getBigUint64(at, true));
    return width === 1 ? view.getUint8(at) : width === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
  };
  const signed = (at: number, width: Width): number => {
    inside(at, width);
    if (width === 8) return Number(view.getBigInt64(at, true));
    return width === 1 ? view.getInt8(at) : width === 2 ? view.getInt16(at, true) : view.getInt32(at, true);
  };
  const float = (at: number, width: Width): number => {
    inside(at, width);
    if (width < 4) throw damaged(`an option is a number of ${width} bytes with a fraction`);
    return width === 8 ? view.getFloat64(at, true) : view.getFloat32(at, true);
  };
  const follow = (at: number, width: Width): number => inside(at - unsigned(at, width), 1);
  const decode = (start: number, end: number): string => {
    if (end - start > MAX_TEXT_BYTES) throw damaged(`a text of ${end - start} bytes among options`);
    return new TextDecoder().decode(bytes.subarray(start, end));
  };
  const terminated = (start: number): string => {
    const end = bytes.indexOf(0, start);
    if (end < 0) throw damaged('a key of options without an end');
    return decode(start, end);
  };
  const text = (start: number, width: Width): string => {
    const length = unsigned(start - width, width);
    inside(start, length);
    return decode(start, start + length);
  };
  const decodeValue = (packed: number, at: number, width: Width): FlexValue => {
    const type = packed >> 2;
    if (type === FlexType.int) return signed(at, width);
    if (type === FlexType.uint) return unsigned(at, width);
    if (type === FlexType.float) return float(at, width);
    if (type === FlexType.bool) return unsigned(at, width) !== 0;
    if (type === FlexType.key) return terminated(follow(at, width));
    if (type === FlexType.string) return text(follow(at, width), widths[packed & 3] as Width);
    throw damaged(`an option of kind ${type}`);
  };

  const rootWidth = widthOf(unsigned(bytes.length - 1, 1));
  const packed = unsigned(bytes.length - 2, 1);
  if (packed >> 2 !== FlexType.map) throw damaged('options that are no map');
  const width = widths[packed & 3] as Width;
  const values = follow(bytes.length - 2 - rootWidth, rootWidth);
  const count = unsigned(values - width, width);
  if (count > MAX_ENTRIES) throw damaged(`${count} options, more than ${MAX_ENTRIES}`);
  const keys = follow(values - 3 * width, width);
  const keyWidth = widthOf(unsigned(values - 2 * width, width));
  if (unsigned(keys - keyWidth, keyWidth) !== count) throw damaged(`${count} options with another number of keys`);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const key = terminated(follow(keys + index * keyWidth, keyWidth));
      const kind = unsigned(values + count * width + index, 1);
      return [key, decodeValue(kind, values + index * width, width)] as const;
    }),
  );
};

const widthOf = (bytes: number): Width => {
  const width = widths.find((one) => one === bytes);
  if (!width) throw damaged(`options whose values take ${bytes} bytes`);
  return width;
};

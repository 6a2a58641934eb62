import type { OptionField } from '../../host/model/tflite/option-fields.ts';
import { optionsTables } from '../../host/model/tflite/options.ts';
import {
  BufferField,
  Model,
  OperatorCode,
  OperatorField,
  QuantizationField,
  SubGraph,
  TensorField,
} from '../../host/model/tflite/schema.ts';

/** Where a value lies in a `.tflite` file, and what it says. */
export interface Slot {
  readonly at: number;
  readonly width: 1 | 4 | 8;
  readonly what: string;
}

/** Fields of options tables, by the union's number. */
const optionFields = new Map(
  Object.values(optionsTables).map(({ member, fields }) => [
    member,
    Object.values(fields as Readonly<Record<string, OptionField<unknown>>>),
  ]),
);

/** Every value of a sound file that an importer reads, by walking it as FlatBuffers say. */
export const slotsOf = (file: Uint8Array): Slot[] => {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const slots: Slot[] = [];
  const u32 = (at: number) => view.getUint32(at, true);
  const note = (what: string, at: number | undefined, width: Slot['width'] = 4): number | undefined => {
    if (at !== undefined) slots.push({ at, width, what });
    return at;
  };
  const field = (table: number, number: number): number | undefined => {
    const vtable = table - view.getInt32(table, true);
    const offset = 4 + 2 * number < view.getUint16(vtable, true) ? view.getUint16(vtable + 4 + 2 * number, true) : 0;
    return offset === 0 ? undefined : table + offset;
  };
  const follow = (what: string, at: number | undefined): number | undefined =>
    note(`${what} offset`, at) === undefined ? undefined : (at as number) + u32(at as number);
  /** Positions of a vector's elements. */
  const vector = (what: string, at: number | undefined, width: Slot['width']): number[] => {
    const start = follow(what, at);
    if (start === undefined) return [];
    note(`${what} length`, start);
    return Array.from({ length: u32(start) }, (_, index) => start + 4 + width * index);
  };
  const list = (what: string, at: number | undefined, width: Slot['width']): void => {
    for (const [index, element] of vector(what, at, width).entries()) note(`${what} ${index}`, element, width);
  };
  const tables = (what: string, at: number | undefined): number[] =>
    vector(what, at, 4).map((element, index) => follow(`${what} ${index}`, element) as number);

  const model = follow('model', 0) as number;
  note('version', field(model, Model.version));
  for (const [index, code] of tables('code', field(model, Model.operatorCodes)).entries()) {
    note(`code ${index} deprecated`, field(code, OperatorCode.deprecatedBuiltinCode), 1);
    note(`code ${index} builtin`, field(code, OperatorCode.builtinCode));
  }
  for (const [index, buffer] of tables('buffer', field(model, Model.buffers)).entries())
    vector(`buffer ${index} data`, field(buffer, BufferField.data), 1);
  const [graph = 0] = tables('subgraph', field(model, Model.subgraphs));
  list('inputs', field(graph, SubGraph.inputs), 4);
  list('outputs', field(graph, SubGraph.outputs), 4);
  for (const [index, tensor] of tables('tensor', field(graph, SubGraph.tensors)).entries()) {
    const what = `tensor ${index}`;
    list(`${what} shape`, field(tensor, TensorField.shape), 4);
    note(`${what} type`, field(tensor, TensorField.type), 1);
    note(`${what} buffer`, field(tensor, TensorField.buffer));
    const quantization = follow(`${what} quantization`, field(tensor, TensorField.quantization));
    if (quantization === undefined) continue;
    list(`${what} scale`, field(quantization, QuantizationField.scale), 4);
    list(`${what} zero`, field(quantization, QuantizationField.zeroPoint), 8);
    note(`${what} axis`, field(quantization, QuantizationField.quantizedDimension));
  }
  for (const [index, operator] of tables('operator', field(graph, SubGraph.operators)).entries()) {
    const what = `operator ${index}`;
    note(`${what} code`, field(operator, OperatorField.opcodeIndex));
    list(`${what} inputs`, field(operator, OperatorField.inputs), 4);
    list(`${what} outputs`, field(operator, OperatorField.outputs), 4);
    list(`${what} custom option`, field(operator, OperatorField.customOptions), 1);
    const type = note(`${what} options type`, field(operator, OperatorField.builtinOptionsType), 1);
    const options = follow(`${what} options`, field(operator, OperatorField.builtinOptions));
    if (type === undefined || options === undefined) continue;
    for (const { number, width } of optionFields.get(view.getUint8(type)) ?? [])
      note(`${what} option ${number}`, field(options, number), width);
  }
  return slots;
};

/** A copy of `file` with one value replaced. */
export const patched = (file: Uint8Array, what: string, value: number): Uint8Array => {
  const slot = slotsOf(file).find((one) => one.what === what);
  if (!slot) throw new Error(`no ${what} in the file`);
  const copy = Uint8Array.from(file);
  const view = new DataView(copy.buffer);
  if (slot.width === 1) view.setUint8(slot.at, value);
  else if (slot.width === 8) view.setBigInt64(slot.at, BigInt(value), true);
  else if (/scale \d+$/.test(what)) view.setFloat32(slot.at, value, true);
  else view.setUint32(slot.at, value, true);
  return copy;
};

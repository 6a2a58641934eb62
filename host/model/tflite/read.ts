import { ExitCode, ToolError } from '../../errors.ts';
import { damaged, printable, unsupported } from '../errors.ts';
import type {
  Graph,
  NamedTensor,
  Operator,
  OperatorKind,
  Quantization,
  Signature,
  Subgraph,
  Tensor,
} from '../graph.ts';
import { isKnown } from '../rules.ts';
import { elements } from '../shapes.ts';
import { refuseUnsupported, type Unsupported } from '../unsupported.ts';
import { validate } from '../validate.ts';
import { foreignName, isCustom, readCustomOptions } from './custom-options.ts';
import { FlatBuffer, type Table } from './flatbuffer.ts';
import { type BuiltinKind, optionsTables, readOptions } from './options.ts';
import * as schema from './schema.ts';

/**
 * Reads a `.tflite` file into a checked graph.
 * @throws ToolError `MODEL_UNKNOWN_FORMAT`, `MODEL_DAMAGED`, or `UNSUPPORTED_OPERATOR` with all of them named at once
 */
export const importTflite = (file: Uint8Array, name = 'model'): Graph => {
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.length);
  if (new TextDecoder('latin1').decode(bytes.subarray(4, 8)) !== schema.FILE_IDENTIFIER)
    throw new ToolError(
      'MODEL_UNKNOWN_FORMAT',
      ExitCode.Usage,
      `${printable(name)} is not a TFLite model: bytes 4 to 7 are not "${schema.FILE_IDENTIFIER}"`,
      'Give a .tflite file.',
    );
  const model = new FlatBuffer(bytes).root();
  const version = model.u32(schema.Model.version);
  if (version !== schema.SCHEMA_VERSION) throw damaged(`schema version ${version}, not ${schema.SCHEMA_VERSION}`);
  const subgraphs = model.tables(schema.Model.subgraphs);
  const [main] = subgraphs;
  if (!main) throw damaged('no subgraph');
  const buffers = model.tables(schema.Model.buffers).map((buffer) => bufferData(buffer, bytes));
  const codes = model.tables(schema.Model.operatorCodes).map(operatorName);
  const { unknown, ...first } = readSubgraph(main, buffers, codes);
  const called = readCalled(first, subgraphs, buffers, codes);
  const signature = readSignature(model);
  const graph: Graph = {
    name: printable(name),
    ...first,
    operators: called.operators,
    ...(called.subgraphs.length > 0 && { subgraphs: called.subgraphs }),
    ...(signature && { signature }),
  };
  refuseUnsupported(graph, unknown);
  validate(graph);
  return graph;
};

interface ReadSubgraph extends Subgraph {
  readonly unknown: readonly Unsupported[];
}

const readSubgraph = (from: Table, buffers: readonly Uint8Array[], codes: readonly string[]): ReadSubgraph => {
  const tensors = from.tables(schema.SubGraph.tensors).map((table, id) => readTensor(table, id, buffers));
  const unknown: Unsupported[] = [];
  const operators: Operator[] = [];
  from.tables(schema.SubGraph.operators).forEach((table, index) => {
    const at = table.u32(schema.OperatorField.opcodeIndex);
    const kind = codes[at];
    if (kind === undefined) throw damaged(`operator ${index} has code ${at} of ${codes.length}`);
    if (isKnown(kind)) operators.push(readOperator(table, index, kind));
    else unknown.push({ what: kind, index });
  });
  const [inputs, outputs] = [from.i32s(schema.SubGraph.inputs), from.i32s(schema.SubGraph.outputs)];
  return { tensors: withEmptyConstants(tensors, operators, inputs), operators, inputs, outputs, unknown };
};

/** What operators read and nobody makes is a constant, also where it has no bytes: the shape of a scalar is an empty list. */
const withEmptyConstants = (
  tensors: readonly Tensor[],
  operators: readonly Operator[],
  inputs: readonly number[],
): readonly Tensor[] => {
  const read = new Set(operators.flatMap((operator) => operator.inputs));
  const made = new Set([...inputs, ...operators.flatMap((operator) => operator.outputs)]);
  const isEmptyConstant = ({ id, data, shape, isVariable }: Tensor) =>
    !data && !isVariable && elements(shape) === 0 && read.has(id) && !made.has(id);
  return tensors.map((tensor) => (isEmptyConstant(tensor) ? { ...tensor, data: new Uint8Array(0) } : tensor));
};

/** The subgraphs that CALL_ONCE names, each once, and the operators with their new numbers. */
const readCalled = (
  { operators }: Subgraph,
  all: readonly Table[],
  buffers: readonly Uint8Array[],
  codes: readonly string[],
): { operators: readonly Operator[]; subgraphs: readonly Subgraph[] } => {
  const numbers = [...new Set(operators.flatMap((one) => (one.kind === 'CALL_ONCE' ? one.options.subgraph : [])))];
  const subgraphs = numbers.map((number) => {
    const table = all[number];
    if (!table || number === 0) throw damaged(`CALL_ONCE of subgraph ${number} of ${all.length}`);
    const { unknown, ...subgraph } = readSubgraph(table, buffers, codes);
    if (unknown.length > 0)
      throw unsupported(unknown.map(({ what, index }) => `${what} (subgraph ${number}, operator ${index})`));
    return subgraph;
  });
  const renumbered = operators.map((one) =>
    one.kind === 'CALL_ONCE' ? { ...one, options: { subgraph: numbers.indexOf(one.options.subgraph) } } : one,
  );
  return { operators: renumbered, subgraphs };
};

/** The first signature of the main subgraph. */
const readSignature = (model: Table): Signature | undefined => {
  const from = model.tables(schema.Model.signatureDefs).find((table) => table.u32(schema.SignatureDef.subgraph) === 0);
  const named = (field: number): NamedTensor[] =>
    (from?.tables(field) ?? []).map((table) => ({
      name: printable(table.text(schema.TensorMap.name)),
      tensor: table.u32(schema.TensorMap.tensor),
    }));
  return (
    from && {
      key: printable(from.text(schema.SignatureDef.key)),
      inputs: named(schema.SignatureDef.inputs),
      outputs: named(schema.SignatureDef.outputs),
    }
  );
};

/** Constant bytes, also where they lie behind the FlatBuffer as in models over 2 GB. */
const bufferData = (buffer: Table, file: Uint8Array): Uint8Array => {
  const inside = buffer.bytes(schema.BufferField.data);
  const offset = Number(buffer.u64(schema.BufferField.offset));
  const size = Number(buffer.u64(schema.BufferField.size));
  // The schema reserves offsets 0 and 1 for "not used".
  if (inside.length > 0 || offset <= 1) return inside;
  if (offset + size > file.length) throw damaged(`buffer of ${size} bytes at ${offset} lies outside the file`);
  return file.subarray(offset, offset + size);
};

const operatorName = (code: Table): string => {
  const builtin = Math.max(
    code.i8(schema.OperatorCode.deprecatedBuiltinCode),
    code.i32(schema.OperatorCode.builtinCode),
  );
  if (builtin === schema.CUSTOM_OPERATOR) {
    const name = code.text(schema.OperatorCode.customCode);
    return isCustom(name) ? name : foreignName(name);
  }
  return schema.builtinOperators[builtin] ?? `BUILTIN_${builtin}`;
};

const readTensor = (table: Table, id: number, buffers: readonly Uint8Array[]): Tensor => {
  const type = table.i8(schema.TensorField.type);
  const dtype = schema.tensorTypes[type];
  if (!dtype) throw damaged(`tensor ${id} has type ${type}`);
  const index = table.u32(schema.TensorField.buffer);
  const data = buffers[index];
  if (!data && index !== 0) throw damaged(`tensor ${id} has buffer ${index} of ${buffers.length}`);
  if (table.u32(schema.TensorField.externalBuffer) !== 0) throw unsupported([`data in another file (tensor ${id})`]);
  if (table.table(schema.TensorField.sparsity)) throw unsupported([`sparse weights (tensor ${id})`]);
  const quantization = readQuantization(table.table(schema.TensorField.quantization));
  return {
    id,
    name: printable(table.text(schema.TensorField.name)),
    dtype,
    shape: table.i32s(schema.TensorField.shape),
    ...(quantization && { quantization }),
    ...(data && data.length > 0 && { data }),
    ...(table.u8(schema.TensorField.isVariable) !== 0 && { isVariable: true }),
  };
};

const readQuantization = (table: Table | undefined): Quantization | undefined => {
  const scales = table?.f32s(schema.QuantizationField.scale) ?? [];
  if (!table || scales.length === 0) return undefined;
  const zeroPoints = table.i64s(schema.QuantizationField.zeroPoint).map(Number);
  return {
    scales,
    zeroPoints: zeroPoints.length > 0 ? zeroPoints : scales.map(() => 0),
    axis: table.i32(schema.QuantizationField.quantizedDimension),
  };
};

const readOperator = (table: Table, index: number, kind: OperatorKind): Operator =>
  ({
    index,
    kind,
    inputs: table.i32s(schema.OperatorField.inputs),
    outputs: table.i32s(schema.OperatorField.outputs),
    ...readIntermediates(table),
    options: isCustom(kind)
      ? readCustomOptions(kind, table.bytes(schema.OperatorField.customOptions))
      : readBuiltinOptions(table, index, kind),
  }) as Operator;

const readIntermediates = (table: Table): Pick<Operator, 'intermediates'> => {
  const intermediates = table.i32s(schema.OperatorField.intermediates);
  return intermediates.length > 0 ? { intermediates } : {};
};

const readBuiltinOptions = (table: Table, index: number, kind: BuiltinKind): Operator['options'] => {
  const type = table.u8(schema.OperatorField.builtinOptionsType);
  const { member, refusal } = optionsTables[kind];
  // Converters leave options of any kind with operators that have none.
  if (type !== 0 && member !== 0 && type !== member) throw damaged(`operator ${index} has options of kind ${type}`);
  const options = type === 0 || member === 0 ? undefined : table.table(schema.OperatorField.builtinOptions);
  const refused = options && refusal?.(options);
  if (refused) throw unsupported([`${kind} with ${refused} (operator ${index})`]);
  return readOptions(kind, options);
};

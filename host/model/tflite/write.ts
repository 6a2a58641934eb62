import type { Graph, Operator, OperatorKind, Tensor } from '../graph.ts';
import {
  bytes,
  type Field,
  f32s,
  i8,
  i32,
  i32s,
  i64s,
  type Node,
  reference,
  table,
  tables,
  text,
  writeFlatBuffer,
} from './flatbuffer-writer.ts';
import { optionsTables, writeOptions } from './options.ts';
import * as schema from './schema.ts';

/** TFLite asks for constants at multiples of 16. */
const BUFFER_ALIGN = 16;

/** The graph as a `.tflite` file: what `importTflite` reads back as the same graph. */
export const writeTflite = (graph: Graph): Uint8Array => {
  const kinds = [...new Set(graph.operators.map(({ kind }) => kind))];
  const buffers: Node[] = [table({})];
  const tensors = graph.tensors.map((tensor) => {
    if (!tensor.data) return writeTensor(tensor, 0);
    buffers.push(table({ [schema.BufferField.data]: reference(bytes(tensor.data, BUFFER_ALIGN)) }));
    return writeTensor(tensor, buffers.length - 1);
  });
  const subgraph = table({
    [schema.SubGraph.tensors]: reference(tables(tensors)),
    [schema.SubGraph.inputs]: reference(i32s(graph.inputs)),
    [schema.SubGraph.outputs]: reference(i32s(graph.outputs)),
    [schema.SubGraph.operators]: reference(
      tables(graph.operators.map((operator) => writeOperator(operator, kinds.indexOf(operator.kind)))),
    ),
    [schema.SubGraph.name]: reference(text('main')),
  });
  const root = table({
    [schema.Model.version]: i32(schema.SCHEMA_VERSION),
    [schema.Model.operatorCodes]: reference(tables(kinds.map(operatorCode))),
    [schema.Model.subgraphs]: reference(tables([subgraph])),
    [schema.Model.description]: reference(text('picojoule')),
    [schema.Model.buffers]: reference(tables(buffers)),
  });
  return writeFlatBuffer(root, schema.FILE_IDENTIFIER);
};

/** Versions that brought int8 (tensorflow/lite/core/tools/optimize, operator versions). */
const versions: Partial<Record<OperatorKind, number>> = {
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 3,
  FULLY_CONNECTED: 4,
  ADD: 2,
  AVERAGE_POOL_2D: 2,
  PAD: 2,
  RESHAPE: 1,
  SOFTMAX: 2,
};

const operatorCode = (kind: OperatorKind): Node => {
  const code = schema.builtinOperators.indexOf(kind);
  return table({
    [schema.OperatorCode.deprecatedBuiltinCode]: i8(Math.min(code, schema.LAST_DEPRECATED_CODE)),
    [schema.OperatorCode.version]: i32(versions[kind] ?? 1),
    [schema.OperatorCode.builtinCode]: i32(code),
  });
};

const writeTensor = (tensor: Tensor, buffer: number): Node => {
  const { quantization } = tensor;
  const fields: Record<number, Field> = {
    [schema.TensorField.shape]: reference(i32s(tensor.shape)),
    [schema.TensorField.type]: i8(schema.tensorTypes.indexOf(tensor.dtype)),
    [schema.TensorField.buffer]: i32(buffer),
    [schema.TensorField.name]: reference(text(tensor.name)),
    [schema.TensorField.hasRank]: i8(1),
  };
  if (quantization)
    fields[schema.TensorField.quantization] = reference(
      table({
        [schema.QuantizationField.scale]: reference(f32s(quantization.scales)),
        [schema.QuantizationField.zeroPoint]: reference(i64s(quantization.zeroPoints)),
        [schema.QuantizationField.quantizedDimension]: i32(quantization.axis),
      }),
    );
  if (tensor.isVariable) fields[schema.TensorField.isVariable] = i8(1);
  return table(fields);
};

const writeOperator = ({ kind, inputs, outputs, options }: Operator, code: number): Node => {
  const { member } = optionsTables[kind];
  return table({
    [schema.OperatorField.opcodeIndex]: i32(code),
    [schema.OperatorField.inputs]: reference(i32s(inputs)),
    [schema.OperatorField.outputs]: reference(i32s(outputs)),
    ...(member !== 0 && {
      [schema.OperatorField.builtinOptionsType]: i8(member),
      [schema.OperatorField.builtinOptions]: reference(writeOptions(kind, options)),
    }),
  });
};

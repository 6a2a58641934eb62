import type { Graph, NamedTensor, Operator, OperatorKind, Signature, Subgraph, Tensor } from '../graph.ts';
import type { OptionsByKind } from '../options.ts';
import { isCustom, writeCustomOptions } from './custom-options.ts';
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
  const subgraphs = [graph, ...(graph.subgraphs ?? [])];
  const kinds = [...new Set(subgraphs.flatMap(({ operators }) => operators.map(({ kind }) => kind)))];
  const buffers: Node[] = [table({})];
  const written = subgraphs.map((subgraph, index) => writeSubgraph(subgraph, index, kinds, buffers));
  const root = table({
    [schema.Model.version]: i32(schema.SCHEMA_VERSION),
    [schema.Model.operatorCodes]: reference(tables(kinds.map(operatorCode))),
    [schema.Model.subgraphs]: reference(tables(written)),
    [schema.Model.description]: reference(text('picojoule')),
    [schema.Model.buffers]: reference(tables(buffers)),
    ...(graph.signature && { [schema.Model.signatureDefs]: reference(tables([writeSignature(graph.signature)])) }),
  });
  return writeFlatBuffer(root, schema.FILE_IDENTIFIER);
};

/** Adds the buffers of its constants to `buffers`. */
const writeSubgraph = (
  { tensors, inputs, outputs, operators }: Subgraph,
  index: number,
  kinds: readonly OperatorKind[],
  buffers: Node[],
): Node => {
  const written = tensors.map((tensor) => {
    if (!tensor.data) return writeTensor(tensor, 0);
    buffers.push(table({ [schema.BufferField.data]: reference(bytes(tensor.data, BUFFER_ALIGN)) }));
    return writeTensor(tensor, buffers.length - 1);
  });
  return table({
    [schema.SubGraph.tensors]: reference(tables(written)),
    [schema.SubGraph.inputs]: reference(i32s(inputs)),
    [schema.SubGraph.outputs]: reference(i32s(outputs)),
    [schema.SubGraph.operators]: reference(
      tables(operators.map((operator) => writeOperator(operator, kinds.indexOf(operator.kind)))),
    ),
    [schema.SubGraph.name]: reference(text(index === 0 ? 'main' : `called ${index}`)),
  });
};

const writeSignature = ({ key, inputs, outputs }: Signature): Node => {
  const named = (list: readonly NamedTensor[]) =>
    reference(
      tables(
        list.map(({ name, tensor }) =>
          table({ [schema.TensorMap.name]: reference(text(name)), [schema.TensorMap.tensor]: i32(tensor) }),
        ),
      ),
    );
  return table({
    [schema.SignatureDef.inputs]: named(inputs),
    [schema.SignatureDef.outputs]: named(outputs),
    [schema.SignatureDef.key]: reference(text(key)),
  });
};

/** Versions that brought int8 (tensorflow/lite/core/tools/optimize, operator versions). */
const versions: Partial<Record<OperatorKind, number>> = {
  CONV_2D: 3,
  DEPTHWISE_CONV_2D: 3,
  FULLY_CONNECTED: 4,
  ADD: 2,
  SUB: 2,
  MUL: 2,
  MAXIMUM: 2,
  MINIMUM: 2,
  SQUARED_DIFFERENCE: 2,
  EQUAL: 2,
  NOT_EQUAL: 2,
  LESS: 2,
  LESS_EQUAL: 2,
  GREATER: 2,
  GREATER_EQUAL: 2,
  AVERAGE_POOL_2D: 2,
  PAD: 2,
  RESHAPE: 1,
  SOFTMAX: 2,
  ABS: 2,
  DEQUANTIZE: 2,
  LEAKY_RELU: 2,
  LOGISTIC: 2,
  L2_NORMALIZATION: 2,
  LOG_SOFTMAX: 2,
  QUANTIZE: 2,
  RELU: 2,
  RELU6: 2,
  RSQRT: 2,
  TANH: 2,
  MAX_POOL_2D: 2,
  MEAN: 2,
  SUM: 2,
  REDUCE_MAX: 2,
  REDUCE_MIN: 2,
  ARG_MAX: 2,
  ARG_MIN: 2,
  RESIZE_BILINEAR: 3,
};

const operatorCode = (kind: OperatorKind): Node => {
  const code = isCustom(kind) ? schema.CUSTOM_OPERATOR : schema.builtinOperators.indexOf(kind);
  return table({
    [schema.OperatorCode.deprecatedBuiltinCode]: i8(Math.min(code, schema.LAST_DEPRECATED_CODE)),
    ...(isCustom(kind) && { [schema.OperatorCode.customCode]: reference(text(kind)) }),
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

const writeOperator = (operator: Operator, code: number): Node => {
  return table({
    [schema.OperatorField.opcodeIndex]: i32(code),
    [schema.OperatorField.inputs]: reference(i32s(operator.inputs)),
    [schema.OperatorField.outputs]: reference(i32s(operator.outputs)),
    ...(operator.intermediates && {
      [schema.OperatorField.intermediates]: reference(i32s(operator.intermediates)),
    }),
    ...optionsOf(operator),
  });
};

const optionsOf = (operator: Operator): Readonly<Record<number, Field>> => {
  const { kind } = operator;
  if (isCustom(kind)) {
    const written = writeCustomOptions(kind, operator.options as OptionsByKind[typeof kind]);
    return { [schema.OperatorField.customOptions]: reference(bytes(written)) };
  }
  const { member } = optionsTables[kind];
  if (member === 0) return {};
  // Subgraphs of a file count from its main one.
  const options = operator.kind === 'CALL_ONCE' ? { subgraph: operator.options.subgraph + 1 } : operator.options;
  return {
    [schema.OperatorField.builtinOptionsType]: i8(member),
    [schema.OperatorField.builtinOptions]: reference(writeOptions(kind, options)),
  };
};

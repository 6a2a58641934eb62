import type { OperatorKind } from '../graph.ts';
import type { CustomKind, OptionsByKind } from '../options.ts';
import type { Table } from './flatbuffer.ts';
import { type Node, table } from './flatbuffer-writer.ts';
import {
  activation,
  bool,
  float,
  int,
  ints,
  named,
  type OptionField,
  padding,
  statedType,
  string,
  type,
} from './option-fields.ts';

type Fields<T> = { readonly [F in keyof T as undefined extends T[F] ? never : F]: OptionField<T[F]> } & {
  readonly [F in keyof T as undefined extends T[F] ? F : never]?: OptionField<T[F]>;
};

/** An options table of the schema: its number in the union BuiltinOptions, and its fields. */
export interface OptionsTable<T> {
  readonly member: number;
  /** Not all that passes may add. */
  readonly fields: Fields<T>;
  /** What is there that no kernel takes, or undefined. */
  readonly refusal?: (table: Table) => string | undefined;
}

const pool = {
  padding,
  strideW: int(1),
  strideH: int(2),
  filterW: int(3),
  filterH: int(4),
  activation: activation(5),
};
const keepDims = { keepDims: bool(0) };
const resize = { alignCorners: bool(0), halfPixelCenters: bool(1) };
const none = {};

/** Operators that the schema numbers. */
export type BuiltinKind = Exclude<OperatorKind, CustomKind>;

/** How `builtin_options` are laid out per operator (tensorflow/compiler/mlir/lite/schema/schema.fbs). */
export const optionsTables: { readonly [K in BuiltinKind]: OptionsTable<OptionsByKind[K]> } = {
  ABS: { member: 78, fields: none },
  ADD: { member: 11, fields: { activation: activation(0) } },
  ADD_N: { member: 82, fields: none },
  ARG_MAX: { member: 40, fields: { outputType: type(0) } },
  ARG_MIN: { member: 57, fields: { outputType: type(0) } },
  ASSIGN_VARIABLE: { member: 113, fields: none },
  AVERAGE_POOL_2D: { member: 5, fields: pool },
  BATCH_MATMUL: { member: 101, fields: { adjX: bool(0), adjY: bool(1) } },
  BATCH_TO_SPACE_ND: { member: 24, fields: none },
  BROADCAST_ARGS: { member: 0, fields: none },
  BROADCAST_TO: { member: 104, fields: none },
  CALL_ONCE: { member: 103, fields: { subgraph: int(0) } },
  CAST: { member: 37, fields: { inType: type(0), outType: type(1) } },
  CEIL: { member: 0, fields: none },
  CONCATENATION: { member: 10, fields: { axis: int(0), activation: activation(1) } },
  CONV_2D: {
    member: 1,
    fields: {
      padding,
      strideW: int(1),
      strideH: int(2),
      activation: activation(3),
      dilationW: int(4, 1),
      dilationH: int(5, 1),
      biasType: statedType(6),
    },
  },
  COS: { member: 84, fields: none },
  CUMSUM: { member: 102, fields: { isExclusive: bool(0), isReverse: bool(1) } },
  DEPTHWISE_CONV_2D: {
    member: 2,
    fields: {
      padding,
      strideW: int(1),
      strideH: int(2),
      depthMultiplier: int(3),
      activation: activation(4),
      dilationW: int(5, 1),
      dilationH: int(6, 1),
    },
  },
  DEPTH_TO_SPACE: { member: 94, fields: { blockSize: int(0) } },
  DEQUANTIZE: { member: 38, fields: none },
  DIV: { member: 29, fields: { activation: activation(0) } },
  DYNAMIC_UPDATE_SLICE: { member: 117, fields: none },
  ELU: { member: 0, fields: none },
  EMBEDDING_LOOKUP: { member: 0, fields: none },
  EQUAL: { member: 53, fields: none },
  EXP: { member: 33, fields: none },
  EXPAND_DIMS: { member: 52, fields: none },
  FILL: { member: 68, fields: none },
  FLOOR: { member: 0, fields: none },
  FLOOR_DIV: { member: 65, fields: none },
  FLOOR_MOD: { member: 72, fields: none },
  FULLY_CONNECTED: {
    member: 8,
    fields: { activation: activation(0), keepNumDims: bool(2), biasType: statedType(4) },
    refusal: (from) => (from.i8(1) === 0 ? undefined : 'shuffled weights'),
  },
  GATHER: { member: 23, fields: { axis: int(0), batchDims: int(1) } },
  GATHER_ND: { member: 83, fields: none },
  GELU: { member: 116, fields: { isApproximate: bool(0) } },
  GREATER: { member: 44, fields: none },
  GREATER_EQUAL: { member: 45, fields: none },
  HARD_SWISH: { member: 91, fields: none },
  IF: { member: 92, fields: { thenSubgraph: int(0), elseSubgraph: int(1) } },
  L2_NORMALIZATION: { member: 12, fields: { activation: activation(0) } },
  L2_POOL_2D: { member: 5, fields: pool },
  LEAKY_RELU: { member: 75, fields: { alpha: float(0) } },
  LESS: { member: 41, fields: none },
  LESS_EQUAL: { member: 46, fields: none },
  LOG: { member: 0, fields: none },
  LOGICAL_AND: { member: 62, fields: none },
  LOGICAL_NOT: { member: 63, fields: none },
  LOGICAL_OR: { member: 60, fields: none },
  LOGISTIC: { member: 0, fields: none },
  LOG_SOFTMAX: { member: 36, fields: none },
  MAXIMUM: { member: 39, fields: none },
  MAX_POOL_2D: { member: 5, fields: pool },
  MEAN: { member: 27, fields: keepDims },
  MINIMUM: { member: 39, fields: none },
  MIRROR_PAD: { member: 77, fields: { mode: named(0, ['reflect', 'symmetric'] as const, 'mirror mode') } },
  MUL: { member: 21, fields: { activation: activation(0) } },
  NEG: { member: 42, fields: none },
  NOT_EQUAL: { member: 54, fields: none },
  PACK: { member: 59, fields: { count: int(0), axis: int(1) } },
  PAD: { member: 22, fields: none },
  PADV2: { member: 43, fields: none },
  PRELU: { member: 0, fields: none },
  QUANTIZE: { member: 89, fields: none },
  READ_VARIABLE: { member: 112, fields: none },
  REDUCE_ALL: { member: 27, fields: keepDims },
  REDUCE_MAX: { member: 27, fields: keepDims },
  REDUCE_MIN: { member: 27, fields: keepDims },
  RELU: { member: 0, fields: none },
  RELU6: { member: 0, fields: none },
  RESHAPE: { member: 17, fields: none },
  RESIZE_BILINEAR: { member: 15, fields: { alignCorners: bool(2), halfPixelCenters: bool(3) } },
  RESIZE_NEAREST_NEIGHBOR: { member: 74, fields: resize },
  REVERSE_V2: { member: 81, fields: none },
  ROUND: { member: 0, fields: none },
  RSQRT: { member: 0, fields: none },
  SELECT_V2: { member: 98, fields: none },
  SHAPE: { member: 55, fields: { outType: type(0) } },
  SIN: { member: 0, fields: none },
  SLICE: { member: 48, fields: none },
  SOFTMAX: { member: 9, fields: { beta: float(0) } },
  SPACE_TO_BATCH_ND: { member: 25, fields: none },
  SPACE_TO_DEPTH: { member: 19, fields: { blockSize: int(0) } },
  SPLIT: { member: 35, fields: { count: int(0) } },
  SPLIT_V: { member: 79, fields: { count: int(0) } },
  SQRT: { member: 0, fields: none },
  SQUARE: { member: 66, fields: none },
  SQUARED_DIFFERENCE: { member: 76, fields: none },
  SQUEEZE: { member: 30, fields: { axes: ints(0) } },
  STRIDED_SLICE: {
    member: 32,
    fields: {
      beginMask: int(0),
      endMask: int(1),
      ellipsisMask: int(2),
      newAxisMask: int(3),
      shrinkAxisMask: int(4),
      isOffset: bool(5),
    },
  },
  SUB: { member: 28, fields: { activation: activation(0) } },
  SUM: { member: 27, fields: keepDims },
  SVDF: { member: 6, fields: { rank: int(0), activation: activation(1) } },
  TANH: { member: 0, fields: none },
  TRANSPOSE: { member: 26, fields: none },
  TRANSPOSE_CONV: {
    member: 49,
    fields: { padding, strideW: int(1), strideH: int(2), activation: activation(3) },
  },
  UNIDIRECTIONAL_SEQUENCE_LSTM: {
    member: 71,
    fields: { activation: activation(0), cellClip: float(1), projectionClip: float(2), isTimeMajor: bool(3) },
  },
  UNPACK: { member: 64, fields: { count: int(0), axis: int(1) } },
  VAR_HANDLE: { member: 111, fields: { container: string(0), sharedName: string(1) } },
  WHILE: { member: 93, fields: { conditionSubgraph: int(0), bodySubgraph: int(1) } },
  ZEROS_LIKE: { member: 67, fields: none },
};

export const readOptions = <K extends BuiltinKind>(kind: K, from: Table | undefined): OptionsByKind[K] => {
  const fields = Object.entries(optionsTables[kind].fields) as [string, OptionField<unknown>][];
  const values = fields.map(([name, field]) => [name, field.read(from)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as unknown as OptionsByKind[K];
};

export const writeOptions = <K extends BuiltinKind>(kind: K, options: OptionsByKind[K]): Node => {
  const fields = Object.entries(optionsTables[kind].fields) as [string, OptionField<unknown>][];
  const given = options as Readonly<Record<string, unknown>>;
  return table(Object.assign({}, ...fields.map(([name, field]) => field.write(given[name]))));
};

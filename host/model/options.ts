import type { DetectionOptions } from './detection-options.ts';
import type { Activation, DType, Padding } from './graph.ts';
import type { LarqOptions } from './larq-options.ts';
import type { QonnxOptions } from './qonnx-options.ts';
import type { SignalOptions } from './signal-options.ts';

/** For operators whose inputs say everything. */
export type NoOptions = Record<never, never>;

interface Window {
  readonly padding: Padding;
  readonly strideH: number;
  readonly strideW: number;
  readonly activation: Activation;
}

interface Fused {
  readonly activation: Activation;
}

/** Set by the pass `fold-zero-point`: the bias holds -zero point · Σ weights already, and Σ input · weight + bias is due. */
interface Foldable {
  readonly isZeroFolded?: boolean;
}

/** What int16 activations are summed in where there is no bias: 64 bits unless the file says int32. */
interface Summed {
  readonly biasType?: DType;
}

interface Convolution extends Window, Foldable {
  readonly dilationH: number;
  readonly dilationW: number;
}

interface Pool extends Window {
  readonly filterH: number;
  readonly filterW: number;
}

interface Recurrent extends Fused {
  /** Bound of the cell state; 0 for none. */
  readonly cellClip: number;
  readonly projectionClip: number;
  /** [time, batch, …] instead of [batch, time, …]. */
  readonly isTimeMajor: boolean;
}

interface Resize {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** Options of operators that TFLite's schema has no number for: files name them. */
export interface CustomOptions extends SignalOptions, DetectionOptions, LarqOptions, QonnxOptions {
  /** Inferences of which the last alone goes on behind the operator; the reference chooses where it is not positive. */
  CIRCULAR_BUFFER: { readonly cyclesMax: number };
}

/**
 * The options of each operator, named as the TFLite schema names them (tensorflow/compiler/mlir/lite/schema/schema.fbs). A kind
 * that stands here can be read and written; whether it can be compiled is for the rules in `operators/` to say.
 */
export interface OptionsByKind extends CustomOptions {
  ABS: NoOptions;
  ADD: Fused;
  ADD_N: NoOptions;
  ARG_MAX: { readonly outputType: DType };
  ARG_MIN: { readonly outputType: DType };
  ASSIGN_VARIABLE: NoOptions;
  AVERAGE_POOL_2D: Pool;
  BATCH_MATMUL: { readonly adjX: boolean; readonly adjY: boolean };
  BATCH_TO_SPACE_ND: NoOptions;
  BROADCAST_ARGS: NoOptions;
  BROADCAST_TO: NoOptions;
  CALL_ONCE: { readonly subgraph: number };
  CAST: { readonly inType: DType; readonly outType: DType };
  CEIL: NoOptions;
  CONCATENATION: Fused & { readonly axis: number };
  /** input NHWC, filter OHWI, bias[O] or absent. */
  CONV_2D: Convolution & Summed;
  COS: NoOptions;
  CUMSUM: { readonly isExclusive: boolean; readonly isReverse: boolean };
  DEPTHWISE_CONV_2D: Convolution & { readonly depthMultiplier: number };
  DEPTH_TO_SPACE: { readonly blockSize: number };
  DEQUANTIZE: NoOptions;
  DIV: Fused;
  DYNAMIC_UPDATE_SLICE: NoOptions;
  ELU: NoOptions;
  EMBEDDING_LOOKUP: NoOptions;
  EQUAL: NoOptions;
  EXP: NoOptions;
  EXPAND_DIMS: NoOptions;
  FILL: NoOptions;
  FLOOR: NoOptions;
  FLOOR_DIV: NoOptions;
  FLOOR_MOD: NoOptions;
  /** input [..., I], weights [O, I], bias[O] or absent. */
  FULLY_CONNECTED: Fused & Foldable & Summed & { readonly keepNumDims: boolean };
  GATHER: { readonly axis: number; readonly batchDims: number };
  GATHER_ND: NoOptions;
  GELU: { readonly isApproximate: boolean };
  GREATER: NoOptions;
  GREATER_EQUAL: NoOptions;
  HARD_SWISH: NoOptions;
  IF: { readonly thenSubgraph: number; readonly elseSubgraph: number };
  L2_NORMALIZATION: Fused;
  L2_POOL_2D: Pool;
  LEAKY_RELU: { readonly alpha: number };
  LESS: NoOptions;
  LESS_EQUAL: NoOptions;
  LOG: NoOptions;
  LOGICAL_AND: NoOptions;
  LOGICAL_NOT: NoOptions;
  LOGICAL_OR: NoOptions;
  LOGISTIC: NoOptions;
  LOG_SOFTMAX: NoOptions;
  MAXIMUM: NoOptions;
  MAX_POOL_2D: Pool;
  MEAN: { readonly keepDims: boolean };
  MINIMUM: NoOptions;
  MIRROR_PAD: { readonly mode: 'reflect' | 'symmetric' };
  MUL: Fused;
  NEG: NoOptions;
  NOT_EQUAL: NoOptions;
  PACK: { readonly count: number; readonly axis: number };
  /** input, constant paddings int32 or int64 [rank, 2]: elements before and after along each axis. */
  PAD: NoOptions;
  PADV2: NoOptions;
  PRELU: NoOptions;
  QUANTIZE: NoOptions;
  READ_VARIABLE: NoOptions;
  REDUCE_ALL: { readonly keepDims: boolean };
  REDUCE_MAX: { readonly keepDims: boolean };
  REDUCE_MIN: { readonly keepDims: boolean };
  RELU: NoOptions;
  RELU6: NoOptions;
  RESHAPE: NoOptions;
  RESIZE_BILINEAR: Resize;
  RESIZE_NEAREST_NEIGHBOR: Resize;
  REVERSE_V2: NoOptions;
  ROUND: NoOptions;
  RSQRT: NoOptions;
  SELECT_V2: NoOptions;
  SHAPE: { readonly outType: DType };
  SIN: NoOptions;
  SLICE: NoOptions;
  SOFTMAX: { readonly beta: number };
  SPACE_TO_BATCH_ND: NoOptions;
  SPACE_TO_DEPTH: { readonly blockSize: number };
  SPLIT: { readonly count: number };
  SPLIT_V: { readonly count: number };
  SQRT: NoOptions;
  SQUARE: NoOptions;
  SQUARED_DIFFERENCE: NoOptions;
  SQUEEZE: { readonly axes: readonly number[] };
  STRIDED_SLICE: {
    readonly beginMask: number;
    readonly endMask: number;
    readonly ellipsisMask: number;
    readonly newAxisMask: number;
    readonly shrinkAxisMask: number;
    readonly isOffset: boolean;
  };
  SUB: Fused;
  SUM: { readonly keepDims: boolean };
  SVDF: Fused & { readonly rank: number };
  TANH: NoOptions;
  TRANSPOSE: NoOptions;
  TRANSPOSE_CONV: Window;
  UNIDIRECTIONAL_SEQUENCE_LSTM: Recurrent;
  UNPACK: { readonly count: number; readonly axis: number };
  VAR_HANDLE: { readonly container: string; readonly sharedName: string };
  WHILE: { readonly conditionSubgraph: number; readonly bodySubgraph: number };
  ZEROS_LIKE: NoOptions;
}

export type CustomKind = keyof CustomOptions;

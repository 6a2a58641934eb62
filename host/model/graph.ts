import type { OptionsByKind } from './options.ts';
import type { Rounding } from './rounding.ts';

/** The typed network that every importer produces and every pass maps to a new one. Nothing here is mutable. */
export interface Graph {
  readonly name: string;
  readonly tensors: readonly Tensor[];
  /** In execution order. */
  readonly operators: readonly Operator[];
  /** Tensor ids. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** What CALL_ONCE runs before the first inference, by its option `subgraph`. */
  readonly subgraphs?: readonly Subgraph[];
  /** Names that the model's caller knows its inputs and outputs by. */
  readonly signature?: Signature;
}

export type Subgraph = Pick<Graph, 'tensors' | 'operators' | 'inputs' | 'outputs'>;

export interface Signature {
  readonly key: string;
  readonly inputs: readonly NamedTensor[];
  readonly outputs: readonly NamedTensor[];
}

export interface NamedTensor {
  readonly name: string;
  readonly tensor: number;
}

export type DType =
  | 'bool'
  | 'int4'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float16'
  | 'float32'
  | 'float64'
  | 'complex64'
  | 'complex128'
  | 'string'
  | 'resource'
  | 'variant';

/** Affine quantisation, real = scale * (q - zeroPoint); one entry per tensor or one per slice along `axis`. */
export interface Quantization {
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly axis: number;
  /** How results are brought to it; TensorFlow Lite Micro's way where absent. No importer says so; `withRounding` does. */
  readonly rounding?: Rounding;
}

export interface Tensor {
  /** Its index in `Graph.tensors`. */
  readonly id: number;
  readonly name: string;
  readonly dtype: DType;
  /** Row-major, outermost first; `[]` is a scalar. Every extent is >= 0 and known. */
  readonly shape: readonly number[];
  readonly quantization?: Quantization;
  /** Fewer bits than its type's that hold its values. No importer says so; the pass `widen-int4` does. */
  readonly bits?: number;
  /** Little-endian constant data; absent for activations. */
  readonly data?: Uint8Array;
  /** Keeps its value between inferences. */
  readonly isVariable?: boolean;
  /** Its first value, if that is not its zero point. No importer sets it; `resolveVariables` does. */
  readonly initial?: Uint8Array;
  /** The tensor whose bytes these are, under another shape. No importer makes one; the pass `remove-identity` does. */
  readonly aliasOf?: number;
  /** From which of its bytes on; from the first where absent. */
  readonly aliasByte?: number;
  /** Inputs of its operator that nobody reads again: it may lie over them. No importer says so; the pass `reuse-inputs` does. */
  readonly reuses?: readonly number[];
  /** Which channels of the model's own tensor are left. No importer drops any; the pass `remove-dead-channels` does. */
  readonly channels?: readonly number[];
}

/** Elements added on each side of height and width; their value is the input's zero point. */
export interface Pads {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}
/** TFLite's two rules, or exact amounts; no importer makes those, the pass `fuse-padding` does. */
export type Padding = 'same' | 'valid' | Pads;
/** The fused activations of TFLite's schema; `none` where the field is absent. */
export type Activation = 'none' | 'relu' | 'relu_n1_to_1' | 'relu6' | 'tanh' | 'sign_bit';

interface OperatorBase {
  /** Position in the model file's own operator list: how reports and goldens name a layer, whatever passes remove. */
  readonly index: number;
  /** Tensor ids; -1 is an omitted optional input. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Tensors of no elements whose scales TensorFlow Lite asks for (LSTM); no kernel of ours reads them. */
  readonly intermediates?: readonly number[];
}

export type OperatorKind = keyof OptionsByKind;
/** An operator of one kind, or of one of several. */
export type OperatorOf<K extends OperatorKind> = {
  [Kind in K]: OperatorBase & { readonly kind: Kind; readonly options: OptionsByKind[Kind] };
}[K];
export type Operator = OperatorOf<OperatorKind>;

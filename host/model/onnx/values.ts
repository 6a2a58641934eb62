import type { DType } from '../graph.ts';
import type { Constant } from './constant.ts';
import type { Bounds } from './fused-activation.ts';
import type { Counted } from './qonnx/counted.ts';
import type { NodeProto } from './schema.ts';
import type { Bias } from './weights.ts';

// What the importer knows of a value while it goes through the nodes. ONNX's operators between a DequantizeLinear and a
// QuantizeLinear are real-valued; ours are integer and need to know the output's scale. So a real-valued result stays a
// promise, `Pending`, until the QuantizeLinear that says how it is to be stored.

/** real = scale · (code - zeroPoint), as the graph stores it: uint8 is shifted to int8. */
export interface Affine {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** What is added to codes and zero points of uint8, which are stored as int8. */
export const UINT8_SHIFT = -128;

/** The quantisation that tensors which only differ in shape or order have in common; unknown until something tells it. */
export interface Cell {
  affine?: Affine;
}

/**
 * A tensor of the graph. Axis i in memory is axis `order[i]` of `shape`, which is as ONNX has it: a Transpose changes shape and
 * order, and moves nothing.
 */
export interface Stored {
  readonly kind: 'stored';
  /** In the graph; of the value that is to be reshaped where `reshapes` is there. */
  readonly id: number;
  /** As ONNX has it; uint8 is stored as int8, 128 less. */
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly order: readonly number[];
  readonly cell: Cell;
  /** The value is this one's elements in ONNX's order under another shape, but its axes lie in another order. */
  readonly reshapes?: Stored;
}

/** Real numbers that are stored as codes. */
export interface Dequantized {
  readonly kind: 'dequantized';
  readonly shape: readonly number[];
  readonly codes: Stored;
}

/** Real numbers that are known, as codes with one scale or one along an axis. Zero points are ONNX's, of the codes' type. */
export interface QuantizedConstant {
  readonly kind: 'quantized-constant';
  readonly shape: readonly number[];
  readonly codes: Constant;
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly axis: number;
  /** Of a QONNX quantiser. */
  readonly bits?: number;
}

/** How a result is to be stored. */
export interface Storage extends Affine {
  readonly name: string;
  /** As ONNX has it. */
  readonly dtype: DType;
}

/** A real-valued result that is computed once its storage is known, clamped to bounds. */
export interface Pending {
  readonly kind: 'pending';
  readonly shape: readonly number[];
  readonly node: NodeProto;
  readonly store: (storage: Storage, bounds: Bounds) => Stored;
  /** The result plus a constant, where the operator has room for one: a MatMul's bias. */
  readonly plus?: (constant: Bias) => Pending;
}

/** Made by a node that was refused: what reads it cannot be judged. */
export interface Unknown {
  readonly kind: 'unknown';
}

export type Value = Constant | Counted | Stored | Dequantized | QuantizedConstant | Pending | Unknown;

import type { Attributes } from './attributes.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { NodeProto } from './schema.ts';
import type { Value } from './values.ts';

/** A node with what its inputs are; none of them is of unknown kind. */
export interface Context {
  readonly node: NodeProto;
  /** Version of the operator set that the node's domain is imported at. */
  readonly opset: number;
  readonly builder: GraphBuilder;
  readonly attributes: Attributes;
  /** Omitted ones are undefined. */
  readonly inputs: readonly (Value | undefined)[];
}

/** One file in `operators/`: how nodes of some types become our operators. */
export interface OnnxOperator {
  /** ONNX's own by their name, others after their domain: `com.microsoft.QLinearAdd`. */
  readonly types: readonly string[];
  /**
   * @returns the values that the node makes, in the order of its outputs
   * @throws Refusal for what cannot be translated, ToolError `MODEL_DAMAGED` for what contradicts itself
   */
  readonly translate: (context: Context) => readonly Value[];
  /** The same in a QONNX network, whose values are real numbers that whole ones stand for; `translate` where absent. */
  readonly counted?: (context: Context) => readonly Value[];
}

import type { Graph, Operator, OperatorKind, Tensor } from '../../model/graph.ts';
import type { Tiles } from '../tiles.ts';

/** What an operator becomes: a kernel, its constants, and the calls that the layer's function makes. */
export interface Lowered {
  /** File and function name in `assembly/kernels`. */
  readonly kernel: string;
  readonly constants: Uint8Array;
  /** Arena bytes used only while the layer runs. */
  readonly scratchBytes: number;
  /** AssemblyScript statements; each address is an expression. */
  readonly emit: (at: Addresses) => string;
}

export interface Addresses {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly constants: string;
  readonly scratch: string;
}

export interface OperatorSpec<K extends OperatorKind = OperatorKind> {
  readonly kind: K;
  readonly lower: (operator: Extract<Operator, { kind: K }>, tensors: Operands, tiles: Tiles) => Lowered;
}

export interface Operands {
  readonly x: Tensor;
  readonly y: Tensor;
  /** Second and third input, where the operator has them. */
  readonly w: Tensor | undefined;
  readonly bias: Tensor | undefined;
}

export const operandsOf = (graph: Graph, operator: Operator): Operands => {
  const at = (id: number | undefined) => graph.tensors[id ?? -1];
  return {
    x: at(operator.inputs[0]) as Tensor,
    y: at(operator.outputs[0]) as Tensor,
    w: at(operator.inputs[1]),
    bias: at(operator.inputs[2]),
  };
};

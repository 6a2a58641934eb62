import type { Graph, Operator, OperatorKind, Tensor } from '../../model/graph.ts';
import type { Tiles } from '../tiles.ts';

/** What an operator becomes: a kernel, its constants, and the calls that the layer's function makes. */
export interface Lowered {
  /** File and function name in `assembly/kernels`. */
  readonly kernel: string;
  readonly constants: Uint8Array;
  /** Arena bytes used only while the layer runs. */
  readonly scratchBytes: number;
  /** Absent where input and output must lie apart. */
  readonly order?: Order;
  /** AssemblyScript statements; each address is an expression. */
  readonly emit: (at: Addresses) => string;
}

/**
 * The order in which a kernel reads and writes, as far as an output may lie over an input: position after position (nothing that
 * a later position is made of is written over), channel after channel (each read whole before it is written, to channels of the
 * same place), or element after element.
 */
export type Order = 'positions' | 'channels' | 'elements';

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

import type { OperatorKind, OperatorOf } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import type { Movement } from '../movement/move.ts';
import type { Tiles } from '../tiles.ts';

/** What an operator becomes: a kernel, its constants, and the calls that the layer's function makes. */
export interface Lowered {
  /** File and function name in `assembly/kernels`; the function may be generic. */
  readonly kernel: string;
  /** Why the kernel made for the target does not do, where this is the general one in its place. */
  readonly fallback?: string;
  readonly constants: Uint8Array;
  /** Other kernels that its calls name. */
  readonly helpers?: readonly string[];
  /** Positions of the inputs that the kernel reads where they lie: activations, and constants as the model has them. [0] if absent. */
  readonly reads?: readonly number[];
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
  readonly outputs: readonly string[];
  /** The first of them. */
  readonly output: string;
  readonly constants: string;
  readonly scratch: string;
}

/** How an operator, or a family of like ones, becomes code. */
export interface OperatorSpec<K extends OperatorKind = OperatorKind> {
  readonly kinds: readonly K[];
  readonly lower: (operator: OperatorOf<K>, tensors: Operands, tiles: Tiles) => Lowered;
  /** For operators that only move elements: from where to where, or undefined where the network's input decides that. */
  readonly movement?: (operator: OperatorOf<K>, tensors: Operands) => Movement | undefined;
}

import type { DType, Graph, OperatorKind, Tensor } from '../../../host/model/graph.ts';
import type { Random } from '../random.ts';

/** Random models of one operator and type. */
export interface OperatorModels {
  readonly kind: OperatorKind;
  /** As the given cases label it: `int8`, `int16`, `int16x8`, `int4`, or input and output type, `a_b`. */
  readonly dtype: string;
  /** The same model from the same numbers. It must be one that TensorFlow Lite Micro takes. */
  readonly make: (random: Random) => Graph;
  /** Least and largest value of an input, where not all of its type are meant: indices, or reals of a certain size. */
  readonly limits?: (input: Tensor, graph: Graph) => readonly [least: number, largest: number] | undefined;
}

/** The same models for several types. */
export const forTypes = (
  kind: OperatorKind,
  types: readonly DType[],
  make: (random: Random, dtype: DType) => Graph,
  limits?: OperatorModels['limits'],
): OperatorModels[] =>
  types.map((dtype) => ({ kind, dtype, make: (random) => make(random, dtype), ...(limits && { limits }) }));

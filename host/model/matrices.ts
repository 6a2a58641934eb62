import type { Tensor } from './graph.ts';
import type { OptionsByKind } from './options.ts';
import { broadcast } from './shapes.ts';

/** What BATCH_MATMUL multiplies. */
export interface MatrixShapes {
  /** Outer axes of the output. */
  readonly batch: readonly number[];
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

const lastTwo = ({ shape }: Tensor, isTurned: boolean): readonly [number, number] => {
  const [outer = 1, inner = 1] = shape.slice(-2);
  return isTurned ? [inner, outer] : [outer, inner];
};

/** Undefined where the two do not fit. Both are of rank 2 at least. */
export const matrixShapes = (
  { adjX, adjY }: OptionsByKind['BATCH_MATMUL'],
  x: Tensor,
  w: Tensor,
): MatrixShapes | undefined => {
  const [rows, depth] = lastTwo(x, adjX);
  const [other, columns] = lastTwo(w, adjY);
  const batch = broadcast(x.shape.slice(0, -2), w.shape.slice(0, -2));
  return batch && depth === other ? { batch, rows, depth, columns } : undefined;
};

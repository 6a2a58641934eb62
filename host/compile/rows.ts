import type { Tensor } from '../model/graph.ts';
import { elements } from '../model/shapes.ts';

/** A tensor as [outer, rows, inner], with a constant for each row, or one for all: then it is one row. */
export const rowsOf = ({ shape }: Tensor, axis: number, constants: number) =>
  constants === 1
    ? { outer: 1, rows: 1, inner: elements(shape), step: 0 }
    : { outer: elements(shape.slice(0, axis)), rows: constants, inner: elements(shape.slice(axis + 1)), step: 1 };

import type { Tensor } from '../../model/graph.ts';
import { elements } from '../../model/shapes.ts';
import type { Lowered } from '../operators/spec.ts';
import { literal } from './literal.ts';

/** An operator of float32 on rows along the last axis: `kernel(x, y, rows, depth, numbers, tables)`. */
export const lowerRealRows = (
  kernel: string,
  x: Tensor,
  {
    numbers = [],
    tables = new Uint8Array(0),
  }: { readonly numbers?: readonly number[]; readonly tables?: Uint8Array } = {},
): Lowered => {
  const depth = x.shape.at(-1) ?? 1;
  return {
    kernel,
    constants: tables,
    scratchBytes: 0,
    order: 'elements',
    emit: ({ inputs: [from], output, constants }) => {
      const rest = [...numbers.map(literal), ...(tables.length > 0 ? [constants] : [])];
      return `${kernel}(${[from, output, elements(x.shape) / depth, depth, ...rest].join(', ')});`;
    },
  };
};

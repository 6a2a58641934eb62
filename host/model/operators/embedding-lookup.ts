import { integers } from '../constant-data.ts';
import { complaintAboutScales } from '../copy-rules.ts';
import type { Tensor } from '../graph.ts';
import { singleScales } from '../scale-rules.ts';
import { same } from '../shapes.ts';
import { refuseTypes } from '../type-rules.ts';
import type { OperatorRules } from './spec.ts';

/** Of a table whose int8 values become real ones: one scale, no zero point (tensorflow/lite/micro/kernels/embedding_lookup.cc). */
const complaintAboutTable = (table: Tensor, y: Tensor): string | undefined => {
  if (table.dtype === y.dtype) return complaintAboutScales(table, y);
  const zero = table.quantization?.zeroPoints.find(Boolean);
  return singleScales([table]) ?? (zero === undefined ? undefined : `a table with zero point ${zero}`);
};

/** Rows of a table, by their numbers. */
export default {
  kinds: ['EMBEDDING_LOOKUP'],
  inputs: [2, 2],
  learned: [1],
  refusal: (_, { x, w, y }) =>
    refuseTypes([x, w, y], ['int32', 'int8', 'int8'], ['int32', 'int8', 'float32'], ['int32', 'float32', 'float32']),
  complaint: (_, { x: rows, y, w }) => {
    const table = w as Tensor;
    const [extent = 0, ...row] = table.shape;
    const due = [...rows.shape, ...row];
    if (rows.shape.length !== 1 || row.length === 0 || !same(due, y.shape))
      return `[${rows.shape}] rows of [${table.shape}] give [${due}], not [${y.shape}]`;
    const missing = integers(rows).find((index) => index < 0 || index >= extent);
    return missing === undefined ? complaintAboutTable(table, y) : `row ${missing} of ${extent}`;
  },
} satisfies OperatorRules<'EMBEDDING_LOOKUP'>;

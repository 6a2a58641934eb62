import type { Tensor } from '../../model/graph.ts';
import { elements, tensorBytes } from '../../model/shapes.ts';
import { unitOf } from '../movement/collapse.ts';
import { affine } from '../quantize.ts';
import type { Lowered, OperatorSpec } from './spec.ts';

/** The real number of each byte: one float32 product (tensorflow/lite/micro/micro_utils.h, Dequantize). */
const realValues = (table: Tensor): Uint8Array => {
  const scale = Math.fround(affine(table).scale);
  const values = Float32Array.from({ length: 256 }, (_, byte) => ((byte << 24) >> 24) * scale);
  return new Uint8Array(values.buffer);
};

/** Rows are slices along the first axis; those of int8 may become real numbers on the way. */
export default {
  kinds: ['EMBEDDING_LOOKUP'],
  lower: (_, { x: rows, w, y }): Lowered => {
    const table = w as Tensor;
    const [extent = 1, ...row] = table.shape;
    const [n, columns] = [elements(rows.shape), elements(row)];
    const both = { reads: [0, 1], scratchBytes: 0 };
    if (table.dtype !== y.dtype)
      return {
        ...both,
        kernel: 'embedding_lookup_s8_f32',
        constants: realValues(table),
        emit: ({ inputs: [list, from], output, constants }) =>
          `embedding_lookup_s8_f32(${list}, ${from}, ${output}, ${n}, ${columns}, ${extent}, ${constants});`,
      };
    const bytes = tensorBytes({ dtype: table.dtype, shape: row });
    return {
      ...both,
      kernel: 'gather',
      constants: new Uint8Array(0),
      emit: ({ inputs: [list, from], output }) =>
        `gather<u${8 * unitOf([bytes])}>(${from}, ${list}, ${output}, ${n}, ${bytes}, ${extent}, 1);`,
    };
  },
} satisfies OperatorSpec<'EMBEDDING_LOOKUP'>;

import { elements } from '../shapes.ts';
import { type Constant, constantOf } from './constant.ts';
import { rowMajor } from './layout.ts';
import type { Movement } from './movement.ts';

/** Slices of an axis at constant indices: GATHER. The result has the indices' axes in place of that one. */
export const gathering = (from: readonly number[], axis: number, indices: Constant): Movement => {
  const shape = [...from.slice(0, axis), ...indices.shape, ...from.slice(axis + 1)];
  return {
    shape,
    stored: (builder, value) => {
      const source = builder.arranged(value, rowMajor(from.length));
      const result = builder.stored(`${builder.nameOf(source)}_gathered`, source.dtype, shape, source.cell);
      builder.emit('GATHER', [source.id, builder.constant('indices', indices)], [result.id], { axis, batchDims: 0 });
      return result;
    },
    constant: ({ dtype, values }) => {
      const inner = elements(from.slice(axis + 1));
      const extent = from[axis] as number;
      const gathered = Array.from({ length: elements(from.slice(0, axis)) }, (_, outer) =>
        Array.from(indices.values, (index) => {
          const start = (outer * extent + index) * inner;
          return Array.from(values.subarray(start, start + inner));
        }),
      ).flat(2);
      return constantOf(dtype, shape, gathered);
    },
    axis: () => undefined,
  };
};

import { elements } from '../shapes.ts';
import type { Constant } from './constant.ts';

/** Axis i of the result is axis `order[i]` of the constant. */
export const transposed = (constant: Constant, order: readonly number[]): Constant => {
  const { shape, values } = constant;
  const strides = shape.map((_, axis) => elements(shape.slice(axis + 1)));
  const extents = order.map((axis) => shape[axis] ?? 0);
  const steps = order.map((axis) => strides[axis] ?? 0);
  const result = values.slice();
  const index = extents.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] ?? 0;
    for (let axis = extents.length - 1; axis >= 0; axis--) {
      const step = steps[axis] ?? 0;
      from += step;
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < (extents[axis] ?? 0)) break;
      from -= step * (extents[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return { ...constant, shape: extents, values: result };
};

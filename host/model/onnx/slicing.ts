import { elements } from '../shapes.ts';
import { type Constant, constantOf } from './constant.ts';
import type { Movement } from './movement.ts';

/** Along one axis: `size` elements from `start` on, each `step` further, which may be negative. */
export interface Cut {
  readonly start: number;
  readonly size: number;
  readonly step: number;
}

export const whole = (extent: number): Cut => ({ start: 0, size: extent, step: 1 });

/** Elements at `cuts`, one of each axis: SLICE, or STRIDED_SLICE where a step is not 1. */
export const slicing = (cuts: readonly Cut[]): Movement => {
  const shape = cuts.map(({ size }) => size);
  return {
    shape,
    stored: (builder, value) => {
      const source = builder.placed(value);
      if (cuts.every(({ start, size }, axis) => start === 0 && size === value.shape[axis])) return source;
      const result = builder.stored(`${builder.nameOf(source)}_slice`, source.dtype, shape, source.cell, source.order);
      const ordered = source.order.map((axis) => cuts[axis] as Cut);
      const add = (name: string, values: readonly number[]) =>
        builder.constant(name, constantOf('int32', [values.length], values));
      const begin = add(
        'begin',
        ordered.map(({ start }) => start),
      );
      if (cuts.every(({ step }) => step === 1))
        builder.emit(
          'SLICE',
          [
            source.id,
            begin,
            add(
              'size',
              ordered.map(({ size }) => size),
            ),
          ],
          [result.id],
          {},
        );
      else {
        const ends = ordered.map(({ start, size, step }) => start + size * step);
        const strides = add(
          'strides',
          ordered.map(({ step }) => step),
        );
        // An end before element 0 cannot be written: -1 is the last element.
        const endMask = ends.reduce((mask, end, axis) => (end < 0 ? mask | (1 << axis) : mask), 0);
        const inputs = [
          source.id,
          begin,
          add(
            'end',
            ends.map((end) => Math.max(0, end)),
          ),
          strides,
        ];
        const options = { beginMask: 0, endMask, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0, isOffset: false };
        builder.emit('STRIDED_SLICE', inputs, [result.id], options);
      }
      return result;
    },
    constant: (value) => slicedConstant(value, cuts),
    // Its scales would have to be cut as well.
    axis: () => undefined,
  };
};

const slicedConstant = (constant: Constant, cuts: readonly Cut[]): Constant => {
  const strides = constant.shape.map((_, axis) => elements(constant.shape.slice(axis + 1)));
  const shape = cuts.map(({ size }) => size);
  const values = Array.from({ length: elements(shape) }, (_, at) => {
    let rest = at;
    let from = 0;
    for (let axis = cuts.length - 1; axis >= 0; axis--) {
      const { start, size, step } = cuts[axis] as Cut;
      from += (start + (rest % size) * step) * (strides[axis] as number);
      rest = Math.floor(rest / size);
    }
    return constant.values[from] as number;
  });
  return constantOf(constant.dtype, shape, values);
};

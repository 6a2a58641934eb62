import { clamped } from './clamp.ts';
import { constantOf } from './constant.ts';
import { axisOf, integersAt, pendingOf } from './inputs.ts';
import { rowMajor } from './layout.ts';
import type { Context } from './operator.ts';
import { rescaled, storedAs } from './quantization.ts';
import type { Affine, Dequantized, Pending } from './values.ts';

type Reduction = 'MEAN' | 'SUM' | 'REDUCE_MAX' | 'REDUCE_MIN';

/** The axes of a Reduce node: an attribute in older operator sets, an input since; all without any. */
export const reducedAxes = (context: Context, rank: number): readonly number[] => {
  const { attributes } = context;
  const given = attributes.ints('axes') ?? integersAt(context, 1) ?? [];
  const isNothing = attributes.int('noop_with_empty_axes', 0) !== 0;
  if (given.length === 0) return isNothing ? [] : rowMajor(rank);
  return [...new Set(given.map((axis) => axisOf(axis, rank)))];
};

/** MEAN and SUM rescale by themselves; the greatest and the least stay in the input's scale, and a QUANTIZE follows if need be. */
export const reduction = (
  context: Context,
  kind: Reduction,
  x: Dequantized,
  axes: readonly number[],
  keepDims: boolean,
): Pending => {
  const kept = rowMajor(x.shape.length).filter((axis) => !axes.includes(axis));
  const shape = keepDims
    ? x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))
    : kept.map((axis) => x.shape[axis] as number);
  return pendingOf(context, {
    shape,
    store: (storage, bounds) => {
      const { builder } = context;
      const source = builder.placed(x.codes);
      const isOrdered = kind === 'REDUCE_MAX' || kind === 'REDUCE_MIN';
      const own = isOrdered ? { ...storage, dtype: source.dtype, ...(source.cell.affine as Affine) } : storage;
      const order = keepDims
        ? source.order
        : source.order.filter((axis) => kept.includes(axis)).map((axis) => kept.indexOf(axis));
      const y = storedAs(builder, own, shape, order);
      const at = axes.map((axis) => source.order.indexOf(axis)).sort((a, b) => a - b);
      builder.emit(kind, [source.id, builder.constant('axes', constantOf('int32', [at.length], at))], [y.id], {
        keepDims,
      });
      return clamped(builder, rescaled(builder, y, storage), bounds);
    },
  });
};

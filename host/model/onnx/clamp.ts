import type { Activation } from '../graph.ts';
import { constantOf } from './constant.ts';
import { type Bounds, codesOfBounds, fusedActivation, within } from './fused-activation.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { activationAt, inputAt, pendingOf } from './inputs.ts';
import type { Context } from './operator.ts';
import { rescaled } from './quantization.ts';
import type { Affine, Pending, Storage, Stored } from './values.ts';

/** The activation that an operator with this storage can clamp by itself, or undefined. */
export const fused = (storage: Storage, bounds: Bounds): Activation | undefined =>
  fusedActivation(bounds, storage, storage.dtype);

/** A result that its operator did not clamp, clamped in the same scale: RELU, or MAXIMUM and MINIMUM with a constant. */
export const clamped = (builder: GraphBuilder, value: Stored, bounds: Bounds): Stored => {
  const affine = value.cell.affine as Affine;
  const activation = fusedActivation(bounds, affine, value.dtype);
  if (activation === 'none') return value;
  const source = builder.placed(value);
  if (activation === 'relu') return elementwise(builder, 'RELU', source);
  const [low, high] = codesOfBounds(bounds, affine, value.dtype);
  const [least, most] = codesOfBounds({ low: -Infinity, high: Infinity }, affine, value.dtype);
  const raised = low > least ? elementwise(builder, 'MAXIMUM', source, low) : source;
  return high < most ? elementwise(builder, 'MINIMUM', raised, high) : raised;
};

const elementwise = (
  builder: GraphBuilder,
  kind: 'RELU' | 'MAXIMUM' | 'MINIMUM',
  value: Stored,
  code?: number,
): Stored => {
  const { dtype, shape, cell, order } = value;
  const result = builder.stored(`${builder.nameOf(value)}_clamped`, dtype, shape, cell, order);
  const { scale, zeroPoint } = cell.affine as Affine;
  const quantization = { scales: [Math.fround(scale)], zeroPoints: [zeroPoint], axis: 0 };
  const bound = (limit: number) =>
    builder.constant('bound', constantOf(dtype === 'int16' ? 'int16' : 'int8', [1], [limit]), quantization);
  builder.emit(kind, code === undefined ? [value.id] : [value.id, bound(code)], [result.id], {});
  return result;
};

/** Relu and Clip: part of the operator before, where its result is not stored in between. */
export const rectified = (context: Context, bounds: Bounds): Pending => {
  const value = inputAt(context, 0);
  if (value.kind === 'pending')
    return pendingOf(context, {
      shape: value.shape,
      store: (storage, outer) => value.store(storage, within(bounds, outer)),
    });
  const { shape, codes } = activationAt(context, 0);
  return pendingOf(context, {
    shape,
    // Clamping commutes with rescaling: both are monotone, and the bounds are codes of the result.
    store: (storage, outer) =>
      clamped(context.builder, rescaled(context.builder, codes, storage), within(bounds, outer)),
  });
};

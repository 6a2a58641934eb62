import { damaged } from '../errors.ts';
import { same } from '../shapes.ts';
import { clamped } from './clamp.ts';
import { type Constant, constantOf } from './constant.ts';
import { codesOf } from './constant-codes.ts';
import { unbounded } from './fused-activation.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { pendingOf } from './inputs.ts';
import { rowMajor } from './layout.ts';
import type { Context } from './operator.ts';
import { rescaled, storedAs } from './quantization.ts';
import { transposed } from './transposed.ts';
import type { Dequantized, Pending, QuantizedConstant, Storage, Stored } from './values.ts';

export type Part = Dequantized | QuantizedConstant | Pending;

export const joinedShape = (shapes: readonly (readonly number[])[], axis: number): number[] => {
  const [first = []] = shapes;
  const others = (shape: readonly number[]) => shape.filter((_, index) => index !== axis);
  if (shapes.some((shape) => shape.length !== first.length || !same(others(shape), others(first))))
    throw damaged(`[${shapes.join('] and [')}] do not join along axis ${axis}`);
  const sum = shapes.reduce((total, shape) => total + (shape[axis] as number), 0);
  return first.map((extent, index) => (index === axis ? sum : extent));
};

/** Parts behind one another, each brought to the result's scale first, since CONCATENATION only copies. */
export const concatenation = (context: Context, parts: readonly Part[], axis: number): Pending => {
  const shape = joinedShape(
    parts.map((part) => part.shape),
    axis,
  );
  return pendingOf(context, {
    shape,
    store: (storage, bounds) => {
      const { builder } = context;
      const stored = parts.map((part, index) =>
        part.kind === 'quantized-constant' ? part : partOf(builder, part, storage, index),
      );
      const order = stored.find((part): part is Stored => part.kind === 'stored')?.order ?? rowMajor(shape.length);
      const ids = stored.map((part) =>
        part.kind === 'stored' ? builder.arranged(part, order).id : constantPart(builder, part, storage, order),
      );
      const y = storedAs(builder, storage, shape, order);
      builder.emit('CONCATENATION', ids, [y.id], { axis: order.indexOf(axis), activation: 'none' });
      return clamped(builder, y, bounds);
    },
  });
};

const partOf = (builder: GraphBuilder, part: Dequantized | Pending, storage: Storage, index: number): Stored => {
  const own = { ...storage, name: `${storage.name}_part${index}` };
  return part.kind === 'pending' ? part.store(own, unbounded) : builder.placed(rescaled(builder, part.codes, own));
};

const constantPart = (
  builder: GraphBuilder,
  part: QuantizedConstant,
  storage: Storage,
  order: readonly number[],
): number =>
  builder.constant('part', transposed(codesOf(part, storage), order), {
    scales: [Math.fround(storage.scale)],
    zeroPoints: [storage.zeroPoint],
    axis: 0,
  });

/** Constants behind one another. */
export const joinedConstants = (parts: readonly Constant[], axis: number): Constant => {
  const [first] = parts as [Constant];
  if (parts.some(({ dtype }) => dtype !== first.dtype)) throw damaged('constants of several types joined');
  const shape = joinedShape(
    parts.map((part) => part.shape),
    axis,
  );
  const outer = shape.slice(0, axis).reduce((product, extent) => product * extent, 1);
  const values = Array.from({ length: outer }, (_, index) =>
    parts.flatMap((part) => {
      const run = part.values.length / outer;
      return Array.from(part.values.subarray(index * run, (index + 1) * run));
    }),
  ).flat();
  return constantOf(first.dtype, shape, values);
};

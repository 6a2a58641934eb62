import { constantOf } from './constant.ts';
import { codesOfBounds } from './fused-activation.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { Movement } from './movement.ts';
import { Refusal } from './refusal.ts';
import { type Stored, UINT8_SHIFT } from './values.ts';

/**
 * Elements before and behind along each axis: PAD with 0, PADV2 with another number, MIRROR_PAD.
 * @param isCode the fill is a code as ONNX counts it, not a real number
 */
export const padding = (
  from: readonly number[],
  pairs: readonly (readonly [number, number])[],
  mode: 'constant' | 'reflect',
  fill: number,
  isCode: boolean,
): Movement => {
  const shape = from.map((extent, axis) => extent + (pairs[axis]?.[0] ?? 0) + (pairs[axis]?.[1] ?? 0));
  return {
    shape,
    stored: (builder, value) => {
      const source = builder.placed(value);
      if (pairs.every(([before, behind]) => before + behind === 0)) return source;
      const result = builder.stored(`${builder.nameOf(source)}_padded`, source.dtype, shape, source.cell, source.order);
      const amounts = source.order.flatMap((axis) => pairs[axis] as readonly [number, number]);
      const inputs = [source.id, builder.constant('paddings', constantOf('int32', [from.length, 2], amounts))];
      if (mode === 'reflect') builder.emit('MIRROR_PAD', inputs, [result.id], { mode: 'reflect' });
      else if (!isCode && fill === 0) builder.emit('PAD', inputs, [result.id], {});
      else builder.emit('PADV2', [...inputs, fillOf(builder, source, fill, isCode)], [result.id], {});
      return result;
    },
    constant: () => {
      throw new Refusal('pads a constant');
    },
    axis: (axis) => (pairs[axis]?.some((amount) => amount > 0) ? undefined : axis),
  };
};

const fillOf = (builder: GraphBuilder, { dtype, cell }: Stored, fill: number, isCode: boolean): number => {
  const { affine } = cell;
  if (dtype === 'float32') return builder.constant('fill', constantOf('float32', [1], [fill]));
  if (!affine && !isCode) throw new Refusal('pads what has no scale');
  const shifted = fill + (dtype === 'uint8' ? UINT8_SHIFT : 0);
  const code = affine && !isCode ? codesOfBounds({ low: fill, high: fill }, affine, dtype)[0] : shifted;
  const quantization = affine && { scales: [Math.fround(affine.scale)], zeroPoints: [affine.zeroPoint], axis: 0 };
  return builder.constant(
    'fill',
    constantOf(dtype === 'int16' || dtype === 'int32' ? dtype : 'int8', [1], [code]),
    quantization,
  );
};

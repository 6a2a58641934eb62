import type { Movement } from './movement.ts';
import { Refusal } from './refusal.ts';
import { fromImage, imageOf } from './windows.ts';

/** Blocks of `blockSize`² elements of an image to channels or back; `shape` is the result's, channels first. */
export const rearranging = (
  kind: 'DEPTH_TO_SPACE' | 'SPACE_TO_DEPTH',
  blockSize: number,
  shape: readonly [n: number, c: number, h: number, w: number],
): Movement => ({
  shape,
  stored: (builder, value) => {
    const image = imageOf(builder, value);
    const [n, c, h, w] = shape;
    const result = builder.stored(`${builder.nameOf(image)}_blocks`, image.dtype, [n, h, w, c], image.cell);
    builder.emit(kind, [image.id], [result.id], { blockSize });
    return fromImage(builder, result, 4);
  },
  constant: () => {
    throw new Refusal('rearranges a constant');
  },
  axis: () => undefined,
});

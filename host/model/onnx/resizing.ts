import { constantOf } from './constant.ts';
import type { Movement } from './movement.ts';
import { Refusal } from './refusal.ts';
import { fromImage, imageOf } from './windows.ts';

type Shape4 = readonly [n: number, c: number, h: number, w: number];

interface Rules {
  readonly mode: string;
  /** How a position of the result becomes one of the input. */
  readonly coordinates: string;
  /** Of `nearest`. */
  readonly rounding: string;
}

/** RESIZE_NEAREST_NEIGHBOR and RESIZE_BILINEAR under those of ONNX's rules that they have, too; `shape` is the result's. */
export const resizing = (from: readonly number[], shape: Shape4, rules: Rules): Movement => {
  const { kind, ...options } = kindOf(from, shape, rules);
  return {
    shape,
    stored: (builder, value) => {
      const image = imageOf(builder, value);
      const [n, c, h, w] = shape;
      const result = builder.stored(`${builder.nameOf(image)}_resized`, image.dtype, [n, h, w, c], image.cell);
      const size = builder.constant('size', constantOf('int32', [2], [h, w]));
      builder.emit(kind, [image.id, size], [result.id], options);
      return fromImage(builder, result, 4);
    },
    constant: () => {
      throw new Refusal('resizes a constant');
    },
    axis: () => undefined,
  };
};

interface Resize {
  readonly kind: 'RESIZE_NEAREST_NEIGHBOR' | 'RESIZE_BILINEAR';
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

const kindOf = (from: readonly number[], shape: Shape4, rules: Rules): Resize => {
  const found = rules.mode === 'nearest' ? nearest(from, shape, rules) : bilinear(shape, rules);
  if (found) return found;
  throw new Refusal(`mode ${rules.mode} with ${rules.coordinates}, ${rules.rounding}`);
};

const nearest = (from: readonly number[], shape: Shape4, { coordinates, rounding }: Rules): Resize | undefined => {
  const factors = [2, 3].map((axis) => (shape[axis] as number) / (from[axis] as number));
  const truncated = { kind: 'RESIZE_NEAREST_NEIGHBOR', alignCorners: false, halfPixelCenters: false } as const;
  if (coordinates === 'asymmetric') {
    // Positions of a doubled axis are whole or halves, which round_prefer_floor takes down.
    const isDown = rounding === 'round_prefer_floor' && factors.every((factor) => factor === 1 || factor === 2);
    return rounding === 'floor' || isDown ? truncated : undefined;
  }
  if (coordinates !== 'half_pixel' || !rounding.startsWith('round_prefer')) return undefined;
  // Whole factors leave no halves to round, and the nearest element is where truncation leads.
  if (factors.every(Number.isInteger)) return truncated;
  return rounding === 'round_prefer_ceil' ? { ...truncated, halfPixelCenters: true } : undefined;
};

const bilinear = (shape: Shape4, { mode, coordinates }: Rules): Resize | undefined => {
  const kind = 'RESIZE_BILINEAR';
  const hasOne = shape[2] === 1 || shape[3] === 1;
  if (mode !== 'linear') return undefined;
  if (coordinates === 'asymmetric') return { kind, alignCorners: false, halfPixelCenters: false };
  if (coordinates === 'half_pixel') return { kind, alignCorners: false, halfPixelCenters: true };
  // One element is where the other rules differ from TFLite's.
  if (hasOne) return undefined;
  if (coordinates === 'pytorch_half_pixel') return { kind, alignCorners: false, halfPixelCenters: true };
  return coordinates === 'align_corners' ? { kind, alignCorners: true, halfPixelCenters: false } : undefined;
};

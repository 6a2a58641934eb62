import { elements } from '../../model/shapes.ts';
import type { NewConstant } from './spec.ts';

/** The slices of a constant at some places along one axis, with their scales. */
export const slices = (constant: NewConstant, axis: number, places: readonly number[]): NewConstant => {
  const { shape, data, quantization } = constant;
  const extent = shape[axis] ?? 1;
  const run = (elements(shape.slice(axis + 1)) * (data as Uint8Array).length) / elements(shape);
  const runs = elements(shape.slice(0, axis));
  const taken = new Uint8Array(runs * places.length * run);
  for (let outer = 0; outer < runs; outer++)
    places.forEach((place, index) => {
      const from = (outer * extent + place) * run;
      taken.set((data as Uint8Array).subarray(from, from + run), (outer * places.length + index) * run);
    });
  const each = <T>(values: readonly T[]): readonly T[] =>
    values.length > 1 && quantization?.axis === axis ? places.map((place) => values[place] as T) : values;
  return {
    ...constant,
    shape: shape.with(axis, places.length),
    data: taken,
    ...(quantization && {
      quantization: { ...quantization, scales: each(quantization.scales), zeroPoints: each(quantization.zeroPoints) },
    }),
  };
};

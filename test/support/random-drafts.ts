import type { DType } from '../../host/model/graph.ts';
import { elements, tensorBytes } from '../../host/model/shapes.ts';
import type { Draft } from './drafts.ts';
import type { Random } from './random.ts';

/** A real number, its logarithm about uniform: by additions and products alone, which every machine rounds alike. */
export const between = (random: Random, least: number, most: number): number => {
  let octaves = 0;
  for (let value = least; value <= most; value *= 2) octaves++;
  let value = least;
  for (let octave = random.below(octaves); octave > 0; octave--) value *= 2;
  return Math.min(most, value * (1 + random.below(2 ** 20) / 2 ** 20));
};

/** A shape of small extents, now and then with an odd tail behind whole words and vectors. */
export const anyShape = (random: Random, rank: number, most = 7): number[] =>
  Array.from({ length: rank }, (_, axis) =>
    axis === rank - 1 && random.oneIn(3) ? random.pick([8, 9, 16, 17, 19, 23]) : 1 + random.below(most),
  );

/** Any scale and zero point, the outermost among them. */
export const quantized = (
  random: Random,
  shape: readonly number[],
  scale = between(random, 1e-3, 1),
  zeroPoint = random.oneIn(6) ? random.pick([-128, 0, 127]) : random.below(256) - 128,
  dtype: DType = 'int8',
): Draft => ({
  dtype,
  shape,
  quantization: { scales: [Math.fround(scale)], zeroPoints: [zeroPoint], axis: 0 },
});

/** A tensor with random data: any bytes of 8 and 16 bits, of wider integers values of at most `most` either way. */
export const constant = (random: Random, draft: Draft, most = 0): Draft => {
  const count = elements(draft.shape);
  const within = () => random.below(2 * most + 1) - most;
  const data =
    draft.dtype === 'int64'
      ? BigInt64Array.from({ length: count }, () => BigInt(within()))
      : draft.dtype === 'int32'
        ? Int32Array.from({ length: count }, within)
        : Uint8Array.from({ length: tensorBytes(draft) }, () => random.next());
  return { ...draft, data: new Uint8Array(data.buffer) };
};

/** Of any type, scaled where that type has scales. */
export const ofType = (random: Random, shape: readonly number[], dtype: DType): Draft => {
  if (dtype === 'int8') return quantized(random, shape);
  if (dtype === 'uint8') return quantized(random, shape, undefined, random.below(256), dtype);
  return dtype === 'int16' ? quantized(random, shape, undefined, 0, dtype) : { dtype, shape };
};

/** With random elements of its type, reals of any size. */
export const known = (random: Random, draft: Draft): Draft => {
  if (draft.dtype === 'bool') {
    return { ...draft, data: Uint8Array.from({ length: elements(draft.shape) }, () => random.below(2)) };
  }
  return constant(random, draft, 2 ** 20);
};

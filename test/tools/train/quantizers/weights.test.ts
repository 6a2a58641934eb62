import assert from 'node:assert/strict';
import { binary } from '../../../../tools/train/quantizers/binary.ts';
import { symmetric } from '../../../../tools/train/quantizers/symmetric.ts';
import { ternary } from '../../../../tools/train/quantizers/ternary.ts';
import { realWeights, type WeightQuantizer } from '../../../../tools/train/quantizers/weights.ts';

/** Two outputs, innermost. */
const quantized = (quantizer: WeightQuantizer, first: readonly number[], second: readonly number[]) => {
  const latent = Float32Array.from(first.flatMap((weight, at) => [weight, second[at] as number]));
  const made = quantizer.quantize(latent, 2);
  const columns = [0, 1].map((output) => [...made.codes.filter((_, at) => at % 2 === output)]);
  const reals = new Float32Array(latent.length);
  realWeights(reals, made, 2);
  return { columns, scales: [...made.scales], reals: [...reals] };
};

describe('quantised weights', () => {
  it('of 4 bits end at 7, output by output', () => {
    const { columns, scales, reals } = quantized(symmetric(4), [3.5, -1.25, 0], [-14, 1, 3]);
    assert.deepEqual(columns, [
      [7, -3, 0],
      [-7, 1, 2],
    ]);
    assert.deepEqual(scales, [0.5, 2]);
    assert.deepEqual(reals, [3.5, -14, -1.5, 2, 0, 4]);
  });

  it('of one scale for all outputs', () => {
    const { columns, scales } = quantized(symmetric(8, { isPerOutput: false }), [127, -1], [254, 4]);
    assert.deepEqual(columns, [
      [64, -1],
      [127, 2],
    ]);
    assert.deepEqual(scales, [2]);
  });

  it('that are all 0 have a scale', () => {
    assert.deepEqual(quantized(symmetric(4), [0, 0], [0, 7]).scales, [1, 1]);
    assert.deepEqual(quantized(ternary, [0, 0], [0, 2]).scales, [1, 2]);
  });

  it('of three values: 0 up to 0.7 of the mean size, else the mean of the others', () => {
    // Means 1 and 10; bounds 0.7 and 7.
    const { columns, scales } = quantized(ternary, [0.5, -0.75, 1.75], [-20, 5, 5]);
    assert.deepEqual(columns, [
      [0, -1, 1],
      [-1, 0, 0],
    ]);
    assert.deepEqual(scales, [1.25, 20]);
  });

  it('of two values: signs, 0 among the positive', () => {
    const { columns, scales } = quantized(binary, [0, -0.5, 1], [-0.1, 2, -0]);
    assert.deepEqual(columns, [
      [1, -1, 1],
      [-1, 1, 1],
    ]);
    assert.deepEqual(scales, [1]);
  });
});

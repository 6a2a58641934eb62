import assert from 'node:assert/strict';
import { activation } from '../../../../tools/train/batch/activation.ts';
import { batchNorm, EPSILON } from '../../../../tools/train/batch/batch-norm.ts';
import { conv } from '../../../../tools/train/batch/conv.ts';
import { dense } from '../../../../tools/train/batch/dense.ts';
import type { BatchLayer } from '../../../../tools/train/batch/layer.ts';
import { maxPool } from '../../../../tools/train/batch/max-pool.ts';
import { type Engine, startEngine } from '../../../../tools/train/engine/engine.ts';
import { type Shape, sizeOf } from '../../../../tools/train/layers/layer.ts';
import { relu, sign, unsigned } from '../../../../tools/train/quantizers/activations.ts';
import { binary } from '../../../../tools/train/quantizers/binary.ts';
import { seededRandom } from '../../../../tools/train/random.ts';

const SEED = 5;
const BATCH = 3;
/** Of central differences over float32, of slopes around 1. */
const [STEP, TOLERANCE] = [2 ** -7, 2e-3];

const assertNear = (actual: Float32Array, expected: Float64Array): void => {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, at) => {
    const wanted = expected[at] as number;
    const margin = TOLERANCE * Math.max(1, Math.abs(wanted));
    assert.ok(Math.abs(value - wanted) <= margin, `[${at}]: ${value} where ${wanted} is due`);
  });
};

describe(`layers of batches (seed ${SEED})`, () => {
  let engine: Engine;
  const random = seededRandom(SEED);
  const fill = (values: Float32Array) => {
    for (let at = 0; at < values.length; at++) values[at] = random.normal();
    return values;
  };
  const numbers = (length: number) => fill(engine.floats(length));
  const image: Shape = [5, 6, 3];

  before(async () => {
    engine = await startEngine(16);
  });

  const cases: readonly (readonly [title: string, make: () => BatchLayer])[] = [
    ['conv 3×3', () => conv(engine, image, 5, { kernel: 3 })],
    ['conv 3×3, stride 2', () => conv(engine, image, 9, { kernel: 3, stride: 2 })],
    ['conv 1×1', () => conv(engine, image, 2, { kernel: 1 })],
    ['dense', () => dense(engine, image, 5, undefined)],
    ['batch normalisation', () => batchNorm(engine, image)],
    ['max pool', () => maxPool(image, BATCH)],
    ['ReLU', () => activation(image, relu)],
  ];
  for (const [title, make] of cases)
    it(`gradients of ${title} equal finite differences`, () => {
      const layer = make();
      const input = numbers(BATCH * sizeOf(image));
      // Differences across a kink are no slopes.
      for (let at = 0; at < input.length; at++) if (Math.abs(input[at] as number) < 2 * STEP) input[at] = 0.5;
      for (const { values } of layer.trained) fill(values);
      const output = engine.floats(BATCH * sizeOf(layer.outputShape));
      const outputGradient = numbers(output.length);
      const loss = () => {
        layer.forward(input, output, BATCH, true);
        return output.reduce((sum, value, at) => sum + value * (outputGradient[at] as number), 0);
      };
      const slopes = (values: Float32Array) =>
        Float64Array.from(values, (value, at) => {
          values[at] = value + STEP;
          const above = loss();
          values[at] = value - STEP;
          const below = loss();
          values[at] = value;
          return (above - below) / (2 * STEP);
        });
      const expected = [input, ...layer.trained.map(({ values }) => values)].map(slopes);
      const inputGradient = engine.floats(input.length).fill(9);
      loss();
      layer.backward(input, outputGradient, inputGradient, BATCH);
      [inputGradient, ...layer.trained.map(({ gradient }) => gradient)].forEach((gradient, operand) => {
        assertNear(gradient, expected[operand] as Float64Array);
      });
    });

  it('a convolution of many images is that of each by itself', () => {
    const shape: Shape = [28, 28, 8];
    const layer = conv(engine, shape, 4, { kernel: 3 });
    fill(layer.weights.trained.values);
    const [size, outSize] = [sizeOf(shape), sizeOf(layer.outputShape)];
    const input = numbers(7 * size);
    const [all, one] = [engine.floats(7 * outSize), engine.floats(outSize)];
    layer.forward(input, all, 7, false);
    for (let at = 0; at < 7; at++) {
      layer.forward(input.subarray(at * size, (at + 1) * size), one, 1, false);
      assert.deepEqual(all.slice(at * outSize, (at + 1) * outSize), one);
    }
  });

  it('gradients of signs pass between -1 and 1 only', () => {
    const input = Float32Array.of(-1.5, -1, -0, 0, 0.5, 1, 1.01);
    const [output, gradient] = [new Float32Array(7), new Float32Array(7)];
    const layer = activation([1, 1, 7], sign);
    layer.forward(input, output, 1, true);
    assert.deepEqual([...output], [-1, -1, 1, 1, 1, 1, 1]);
    layer.backward(input, Float32Array.of(1, 2, 3, 4, 5, 6, 7), gradient, 1);
    assert.deepEqual([...gradient], [0, 2, 3, 4, 5, 6, 0]);
  });

  it('gradients of unsigned codes pass where nothing is cut off', () => {
    const input = Float32Array.of(-0.1, 0.1, 0.25, 0.75, 1.4, 1.5, 1.6);
    const [output, gradient] = [new Float32Array(7), new Float32Array(7)];
    const layer = activation([1, 1, 7], unsigned(2, 0.5));
    layer.forward(input, output, 1, true);
    assert.deepEqual([...output], [0, 0, 0, 1, 1.5, 1.5, 1.5]);
    layer.backward(input, new Float32Array(7).fill(1), gradient, 1);
    assert.deepEqual([...gradient], [0, 1, 1, 1, 1, 0, 0]);
  });

  it('a layer multiplies by quantised weights and moves latent ones', () => {
    const layer = dense(engine, [1, 1, 3], 1, binary);
    const { values, gradient, bound } = layer.weights.trained;
    values.set([0.2, -0.3, 1.5]);
    const [input, output, slope] = [engine.floats(3), engine.floats(1), engine.floats(1).fill(2)];
    input.set([10, 20, 40]);
    layer.forward(input, output, 1, true);
    assert.deepEqual([...output], [10 - 20 + 40]);
    layer.backward(input, slope, undefined, 1);
    assert.deepEqual([...gradient], [20, 40, 0]);
    bound?.();
    assert.deepEqual([...values], [0.2, -0.3, 1].map(Math.fround));
  });

  it('batch normalisation leaves mean 0 and variance 1, and remembers them', () => {
    const layer = batchNorm(engine, [1, 1, 1]);
    const [input, output] = [engine.floats(4), engine.floats(4)];
    input.set([1, 3, 5, 7]);
    for (let step = 0; step < 400; step++) layer.forward(input, output, 4, true);
    const deviation = Math.sqrt(5 + EPSILON);
    const near = (actual: ArrayLike<number>, wanted: readonly number[]) => {
      for (const [at, value] of wanted.entries()) assert.ok(Math.abs((actual[at] as number) - value) < 1e-5);
    };
    near(
      output,
      [-3, -1, 1, 3].map((value) => value / deviation),
    );
    near(layer.mean, [4]);
    near(layer.variance, [5]);
    input.set([4, 9]);
    layer.forward(input, output, 2, false);
    near(output, [0, 5 / deviation]);
  });
});

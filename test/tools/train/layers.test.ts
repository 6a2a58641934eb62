import assert from 'node:assert/strict';
import { add } from '../../../tools/train/layers/add.ts';
import { averagePool } from '../../../tools/train/layers/average-pool.ts';
import { conv } from '../../../tools/train/layers/conv.ts';
import { dense } from '../../../tools/train/layers/dense.ts';
import { depthwise } from '../../../tools/train/layers/depthwise.ts';
import { type Layer, type Shape, sizeOf } from '../../../tools/train/layers/layer.ts';
import { buildNetwork, initialize, parametersOf } from '../../../tools/train/network.ts';
import { seededRandom } from '../../../tools/train/random.ts';

const SEED = 7;
const random = seededRandom(SEED);
const randomArray = (length: number) => Float64Array.from({ length }, () => random.normal());

/** d(loss) / d(values[i]) for every i, by central differences. */
const slopes = (values: Float64Array, step: number, loss: () => number): Float64Array =>
  Float64Array.from(values, (value, i) => {
    values[i] = value + step;
    const above = loss();
    values[i] = value - step;
    const below = loss();
    values[i] = value;
    return (above - below) / (2 * step);
  });

const assertNear = (actual: Float64Array, expected: Float64Array, tolerance: number): void => {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - (expected[i] as number)) <= tolerance, `[${i}]: ${value} where ${expected[i]} is due`);
  });
};

/** Odd extents, so that padding is lopsided and pooling drops a row; without ReLU each layer is linear in each operand. */
const image: Shape = [5, 6, 3];
const cases: readonly (readonly [title: string, layer: Layer, inputs: readonly Shape[]])[] = [
  ['conv 3×3', conv(image, 5, { kernel: 3, relu: false }), [image]],
  ['conv 3×3, stride 2', conv(image, 2, { kernel: 3, stride: 2, relu: false }), [image]],
  ['conv 1×1', conv(image, 5, { kernel: 1, relu: false }), [image]],
  ['conv 1×1, stride 2', conv(image, 4, { kernel: 1, stride: 2, relu: false }), [image]],
  ['depthwise 3×3', depthwise(image, { kernel: 3, relu: false }), [image]],
  ['depthwise 3×3, stride 2', depthwise(image, { kernel: 3, stride: 2, relu: false }), [image]],
  ['dense', dense(image, 5, { relu: false }), [image]],
  ['add', add(image, { relu: false }), [image, image]],
  ['average pool', averagePool(image, 2), [image]],
];

describe('windows lie where TensorFlow puts them', () => {
  // 4 pixels in steps of 2 need one of padding, which goes behind: a sum over ones counts what of each window is inside.
  const ones = new Float64Array(16).fill(1);
  for (const layer of [conv([4, 4, 1], 1, { kernel: 3, stride: 2 }), depthwise([4, 4, 1], { kernel: 3, stride: 2 })])
    it(layer.kind, () => {
      layer.parameters[0]?.values.fill(1);
      const output = new Float64Array(4);
      layer.forward([ones], output);
      assert.deepEqual([...output], [9, 6, 6, 4]);
    });
});

describe(`gradients equal finite differences (seed ${SEED})`, () => {
  for (const [title, layer, shapes] of cases)
    it(title, () => {
      const inputs = shapes.map((shape) => randomArray(sizeOf(shape)));
      for (const { values } of layer.parameters) values.set(randomArray(values.length));
      const output = new Float64Array(sizeOf(layer.outputShape));
      const outputGradient = randomArray(output.length);
      const loss = () => {
        layer.forward(inputs, output);
        return output.reduce((sum, value, i) => sum + value * (outputGradient[i] as number), 0);
      };
      const operands = [...inputs, ...layer.parameters.map(({ values }) => values)];
      const expected = operands.map((values) => slopes(values, 2 ** -10, loss));
      const inputGradients = inputs.map(({ length }) => new Float64Array(length));
      const gradients = [...inputGradients, ...layer.parameters.map(({ gradient }) => gradient)];
      // Whatever is there already belongs to another user of the value or another image of the batch, and is added to.
      for (const gradient of gradients) gradient.fill(1);
      layer.forward(inputs, output);
      layer.backward(inputs, outputGradient, inputGradients);
      gradients.forEach((gradient, operand) => {
        const added = gradient.map((value) => value - 1);
        assertNear(added, expected[operand] as Float64Array, 1e-9);
      });
    });

  it('a network with ReLUs, a residual sum and cross-entropy', () => {
    const deep: Shape = [3, 3, 4];
    const network = buildNetwork<Layer>(
      [6, 6, 1],
      [
        { layer: conv([6, 6, 1], 4, { kernel: 3, stride: 2 }), inputs: [0] },
        { layer: depthwise(deep, { kernel: 3 }), inputs: [1] },
        { layer: conv(deep, 4, { kernel: 1, relu: false }), inputs: [2] },
        { layer: add(deep), inputs: [1, 3] },
        { layer: averagePool(deep, 2), inputs: [4] },
        { layer: dense([1, 1, 4], 3, { relu: false }), inputs: [5] },
      ],
    );
    initialize(network, random);
    const parameters = parametersOf(network);
    const pixels = randomArray(36);
    network.learn(pixels, 2);
    const gradients = parameters.map(({ gradient }) => gradient.slice());
    parameters.forEach(({ values }, p) => {
      const expected = slopes(values, 1e-5, () => network.learn(pixels, 2));
      assertNear(gradients[p] as Float64Array, expected, 1e-8);
    });
  });
});

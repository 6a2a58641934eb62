import assert from 'node:assert/strict';
import { conv } from '../../../tools/train/layers/conv.ts';
import { dense } from '../../../tools/train/layers/dense.ts';
import { depthwise } from '../../../tools/train/layers/depthwise.ts';
import {
  activationQuantization,
  quantizeBias,
  quantizeWeight,
  round,
  weightScale,
} from '../../../tools/train/quantize.ts';
import { quantizeParameters } from '../../../tools/train/quantize-parameters.ts';

describe('quantiser', () => {
  it('rounds to nearest, ties away from zero', () => {
    assert.deepEqual([2.4, 2.5, 3.5, -2.4, -2.5, -3.5].map(round), [2, 3, 4, -2, -3, -4]);
  });

  it('spreads an activation over all of int8', () => {
    assert.deepEqual(activationQuantization({ min: 0, max: 1 }), { scale: Math.fround(1 / 255), zero: -128 });
    assert.deepEqual(activationQuantization({ min: -1, max: 1.55 }), { scale: Math.fround(0.01), zero: -28 });
    assert.deepEqual(activationQuantization({ min: -2.55, max: 0 }), { scale: Math.fround(0.01), zero: 127 });
  });

  it('widens a range that lacks 0', () => {
    assert.deepEqual(activationQuantization({ min: 1, max: 2.55 }), { scale: Math.fround(0.01), zero: -128 });
    assert.deepEqual(activationQuantization({ min: -2.55, max: -1 }), { scale: Math.fround(0.01), zero: 127 });
  });

  it('keeps weights symmetric', () => {
    assert.equal(weightScale([0.5, -1.27]), Math.fround(0.01));
    assert.equal(weightScale([0, 0]), 1);
    assert.deepEqual(
      [1.27, -1.27, 0.375, -0.375, 2].map((weight) => quantizeWeight(weight, 0.25)),
      [5, -5, 2, -2, 8],
    );
    assert.deepEqual(
      [-100, 100].map((weight) => quantizeWeight(weight, 0.25)),
      [-127, 127],
    );
  });

  it('keeps biases within int32', () => {
    assert.equal(quantizeBias(-0.625, 0.25), -3);
    assert.equal(quantizeBias(1e12, 1), 2 ** 31 - 1);
    assert.equal(quantizeBias(-1e12, 1), -(2 ** 31));
  });

  // Weights are small multiples of powers of two, so that every scale below is exact.
  const withWeights = <L extends Parameters<typeof quantizeParameters>[0]>(
    layer: L,
    filter: number[],
    bias: number[],
  ) => {
    layer.parameters[0]?.values.set(filter);
    layer.parameters[1]?.values.set(bias);
    return quantizeParameters(layer, 0.5);
  };

  it('scales a convolution by output channel, outermost', () => {
    const layer = conv([1, 1, 2], 2, { kernel: 1 });
    const { filter, filterQuantization, bias, biasQuantization } = withWeights(layer, [127, 64, 1, -0.5], [10, 1]);
    assert.deepEqual([...filter], [127, 64, 127, -64]);
    assert.deepEqual(filterQuantization, { scales: [1, Math.fround(1 / 127)], zeroPoints: [0, 0], axis: 0 });
    assert.deepEqual([...bias], [20, 254]);
    assert.deepEqual(biasQuantization.scales, [0.5, Math.fround(Math.fround(1 / 127) / 2)]);
  });

  it('scales a depthwise convolution by channel, innermost', () => {
    const taps = new Array(18).fill(0);
    taps[0] = 127;
    taps[1] = 254;
    taps[17] = -127;
    const { filter, filterQuantization, bias } = withWeights(depthwise([3, 3, 2], { kernel: 3 }), taps, [1, -3]);
    assert.deepEqual([filter[0], filter[1], filter[17]], [127, 127, -64]);
    assert.deepEqual(filterQuantization, { scales: [1, 2], zeroPoints: [0, 0], axis: 3 });
    assert.deepEqual([...bias], [2, -3]);
  });

  it('scales a dense layer as one', () => {
    const { filter, filterQuantization, bias } = withWeights(dense([1, 1, 2], 2), [254, 2, 4, -6], [3, -3]);
    assert.deepEqual([...filter], [127, 1, 2, -3]);
    assert.deepEqual(filterQuantization, { scales: [2], zeroPoints: [0], axis: 0 });
    assert.deepEqual([...bias], [3, -3]);
  });
});

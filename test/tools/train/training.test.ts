import assert from 'node:assert/strict';
import { adam } from '../../../tools/train/adam.ts';
import { parseIdx } from '../../../tools/train/data.ts';
import { newParameter } from '../../../tools/train/layers/layer.ts';
import { crossEntropy } from '../../../tools/train/network.ts';
import { seededRandom } from '../../../tools/train/random.ts';
import { mirror } from '../../../tools/train/train.ts';
import { packWeights, unpackWeights } from '../../../tools/train/weights.ts';

describe('training', () => {
  it('the first step of Adam has the length of the rate, whatever the gradient', () => {
    const parameter = newParameter('filter', 3, 1);
    parameter.gradient.set([5, -4000, 0]);
    adam([parameter]).step(10, 0.01);
    assert.deepEqual(
      [...parameter.values].map((value) => Math.round(value * 1e6) / 1e6),
      [-0.01, 0.01, 0],
    );
    assert.deepEqual([...parameter.gradient], [0, 0, 0]);
  });

  it('cross-entropy of equal logits is the logarithm of their number', () => {
    const gradient = new Float64Array(4);
    assert.equal(crossEntropy(Float64Array.of(900, 900, 900, 900), 1, gradient), Math.log(4));
    assert.deepEqual([...gradient], [0.25, -0.75, 0.25, 0.25]);
  });

  it('mirrors rows, not the image', () => {
    const image = Float64Array.of(1, 2, 3, 4, 5, 6);
    mirror(image, 3);
    assert.deepEqual([...image], [3, 2, 1, 6, 5, 4]);
  });

  it('weights come back from their file', () => {
    const parameters = [newParameter('filter', 3, 1), newParameter('bias', 1, 1)];
    parameters[0]?.values.set([1, -2, 0.1]);
    parameters[1]?.values.set([7]);
    const copies = [newParameter('filter', 3, 1), newParameter('bias', 1, 1)];
    unpackWeights(packWeights(parameters), copies);
    assert.deepEqual(copies, parameters);
    assert.throws(() => unpackWeights(new Uint8Array(8), copies), /8 bytes, the network needs 32/);
  });

  it('a shuffle is a permutation, and its seed decides which', () => {
    const order = seededRandom(3).shuffle(100);
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      [...Array(100).keys()],
    );
    assert.deepEqual(seededRandom(3).shuffle(100), order);
    assert.notDeepEqual(seededRandom(4).shuffle(100), order);
  });

  it('IDX files say how long they are', () => {
    const header = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];
    assert.deepEqual(parseIdx(Uint8Array.of(...header, 1, 2, 3, 4, 5, 6)), {
      shape: [2, 3],
      values: Uint8Array.of(1, 2, 3, 4, 5, 6),
    });
    assert.throws(() => parseIdx(Uint8Array.of(...header, 1, 2, 3)), /holds 3 values, its header says 6/);
    assert.throws(() => parseIdx(Uint8Array.of(0, 0, 13, 0)), /not an IDX file of bytes/);
  });
});

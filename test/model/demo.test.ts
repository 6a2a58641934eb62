import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { importModel } from '../../host/model/import-model.ts';
import { indexOfLargest } from '../../tools/train/network.ts';

const demoFile = (name: string): string => fileURLToPath(new URL(`../../models/demo/${name}`, import.meta.url));

describe('demo model', () => {
  it('has every operator of the first release', async () => {
    const { operators } = await importModel(demoFile('fashion.tflite'));
    assert.deepEqual([...new Set(operators.map(({ kind }) => kind))].sort(), [
      'ADD',
      'AVERAGE_POOL_2D',
      'CONV_2D',
      'DEPTHWISE_CONV_2D',
      'FULLY_CONNECTED',
      'RESHAPE',
      'SOFTMAX',
    ]);
  });

  it('takes a byte of a grey image with its top bit flipped', async () => {
    const { tensors, inputs } = await importModel(demoFile('fashion.tflite'));
    const { shape, quantization } = tensors[inputs[0] ?? -1] ?? {};
    assert.deepEqual(shape, [1, 28, 28, 1]);
    assert.deepEqual(quantization, { scales: [Math.fround(1 / 255)], zeroPoints: [-128], axis: 0 });
  });

  it('gets as many test images right as its card states', async () => {
    const graph = await importModel(demoFile('fashion.tflite'));
    const session = await instantiate(await compileGraph(graph));
    const images = readFileSync(demoFile('fashion-test.x.bin'));
    const labels = readFileSync(demoFile('fashion-test.y.bin'));
    const bytes = images.length / labels.length;
    const right = labels.filter((label, record) => {
      const [output] = session.infer([images.subarray(record * bytes, (record + 1) * bytes)]);
      return indexOfLargest(new Int8Array((output as Uint8Array).buffer)) === label;
    });
    const stated = /\*\*(\d+) of (\d+)\*\* records/.exec(readFileSync(demoFile('README.md'), 'utf8'));
    assert.deepEqual([right.length, labels.length], stated?.slice(1).map(Number));
  });
});

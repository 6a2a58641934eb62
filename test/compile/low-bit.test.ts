import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import { execute } from '../../host/profile/execute.ts';
import { mergeGraphs } from '../support/merge-graphs.ts';
import { type LowBitLayer, lowBitLayer } from '../support/qonnx/layers.ts';
import { Random } from '../support/random.ts';

const SEED = 40;
const LAYERS = 40;

const randomLayer = (random: Random): LowBitLayer => {
  const kernel = [1 + random.below(3), 1 + random.below(3)] as const;
  const values = random.pick([
    [0, 1],
    [0, 3],
    [0, 15],
    [-1, 1],
    [-1, 1],
    [0, 7],
    [-8, 7],
    [-128, 127],
  ] as const);
  return {
    input: [1 + random.below(6), 1 + random.below(6), random.pick([1, 3, 8, 17, 32, 64])],
    output: [1 + random.below(5), 1 + random.below(5), random.pick([1, 5, 8, 16, 33, 64])],
    kernel,
    stride: 1 + random.below(2),
    pad: random.below(Math.min(...kernel)),
    ...random.pick([
      { weights: [-1, 1] },
      { weights: [-1, 1], areSigns: true },
      { weights: [-2, 1] },
      { weights: [-7, 7] },
      { weights: [-128, 127] },
    ] as const),
    values,
    zero: random.pick([0, 0, values[0], values[1]]),
    levels: random.pick([0, 2, 3, 4, 16, 16, 100]),
  };
};

/** Boards, Node, and how the names of their kernels end, each of which is to occur. */
const targets = [
  ['cortex-m4-qemu', ['_dsp']],
  ['pico-emulated', ['_packed']],
] as const;

const graphOf = (random: Random, layers: readonly LowBitLayer[]) =>
  mergeGraphs(
    'few bits',
    layers.map((layer) => lowBitLayer(random, layer)),
  );

describe('sums of few bits', () => {
  it(`Node SIMD: ${LAYERS} random layers equal the scalar kernel (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const layers = Array.from({ length: LAYERS }, () => randomLayer(random));
    const graph = graphOf(random, layers);
    const [scalar, own] = [await compileGraph(graph), await compileGraph(graph, { target: 'node' })];
    const inputs = scalar.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
    const [expected, actual] = [(await instantiate(scalar)).infer(inputs), (await instantiate(own)).infer(inputs)];
    layers.forEach((layer, at) => {
      assert.deepEqual(actual[at], expected[at], JSON.stringify(layer));
    });
    assert.ok(own.layers.some(({ kernel }) => kernel === 'qonnx_sums_simd'));
  });

  for (const [id, ends] of targets)
    it(`${id}: ${LAYERS} random layers equal the scalar kernel, in Node and on the core (seed ${SEED})`, async () => {
      const board = { ...boards[id], id };
      const random = new Random(SEED);
      const layers = Array.from({ length: LAYERS }, () => randomLayer(random));
      const graph = graphOf(random, layers);
      const [scalar, own] = [await compileGraph(graph), await compileGraph(graph, { target: board.target })];
      const inputs = scalar.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
      const session = await instantiate(own);
      const [expected, actual] = [(await instantiate(scalar)).infer(inputs), session.infer(inputs)];
      layers.forEach((layer, at) => {
        assert.deepEqual(actual[at], expected[at], JSON.stringify(layer));
      });
      const kernels = [...new Set(own.layers.map(({ kernel }) => kernel))];
      for (const end of ends) assert.ok(kernels.includes(`qonnx_sums${end}`), kernels.join());
      execute(await buildFirmware(own, board), own, board, session, [inputs]);
    });
});

import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { applyPasses } from '../../host/compile/passes/index.ts';
import removeDeadChannels from '../../host/compile/passes/remove-dead-channels.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph } from '../../host/model/graph.ts';
import { validate } from '../../host/model/validate.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { activation, int32s, network, weights } from '../support/graphs.ts';
import { Random } from '../support/random.ts';
import { NetworkDrawer } from '../support/random-network.ts';

const SEED = 20261125;
const ROUNDS = 4;
const NETWORKS = 15;
const RECORDS = 5;

/** Bytes of every layer, by its place in the model. */
const layersOf = async (graph: Graph, withoutPasses: readonly string[]) => {
  const session = await instantiate(await compileGraph(graph, { withoutPasses }));
  const sizes = graph.inputs.map((id) => graph.tensors[id]?.shape.reduce((a, b) => a * b, 1) ?? 0);
  return Array.from({ length: RECORDS }, (_, record) => {
    const layers = new Map<number, Uint8Array>();
    const inputs = sizes.map((bytes, index) => seededInput(bytes, 1 + record * sizes.length + index));
    const outputs = session.inferLayers(inputs, ({ outputs: [made] }, bytes) => layers.set(made?.tensor ?? -1, bytes));
    return { layers, outputs };
  });
};

const int8s = (shape: readonly number[], values: readonly number[]) => ({
  ...weights(shape, [0.01]),
  data: Uint8Array.from(values),
});
const window = { strideH: 1, strideW: 1, dilationH: 1, dilationW: 1 };
/** Four filters of 1×1 over two channels, the second and the last blind, and a 3×3 convolution over their outputs. */
const chain = (
  padding: 'same' | 'valid',
  { blind = 0, bias = [0, 0, 0, 0], consumer = Array.from({ length: 36 }, (_, tap) => 40 * tap + 3) },
): Graph =>
  network(
    [
      activation([1, 4, 4, 2], 0.05),
      int8s([4, 1, 1, 2], [100, -90, blind, blind, 80, 70, 0, 0]),
      int32s(bias),
      activation([1, 4, 4, 4], 0.05),
      int8s([1, 3, 3, 4], consumer),
      activation([1, padding === 'same' ? 4 : 2, padding === 'same' ? 4 : 2, 1], 0.1),
    ],
    [
      {
        kind: 'CONV_2D',
        inputs: [0, 1, 2],
        outputs: [3],
        options: { ...window, padding: 'valid', activation: 'relu' },
      },
      { kind: 'CONV_2D', inputs: [3, 4], outputs: [5], options: { ...window, padding, activation: 'none' } },
    ],
  );

/** Two rows of a matrix, each with its scale; the second is not used. */
const rows = network(
  [
    activation([1, 3], 0.05),
    weights([2, 3], [0.01, 0.02]),
    int32s([5, 6]),
    activation([1, 2], 0.05),
    int8s([1, 2], [50, 0]),
    activation([1, 1], 0.1),
  ],
  [
    { kind: 'FULLY_CONNECTED', inputs: [0, 1, 2], outputs: [3], options: { activation: 'none', keepNumDims: false } },
    { kind: 'FULLY_CONNECTED', inputs: [3, 4], outputs: [5], options: { activation: 'none', keepNumDims: false } },
  ],
);

describe('remove-dead-channels', () => {
  const cases: readonly (readonly [title: string, graph: Graph, left: readonly number[] | undefined])[] = [
    ['the value of padding goes', chain('same', {}), [0, 2]],
    ['another constant stays before a window that meets padding', chain('same', { bias: [0, 900, 0, 0] }), [0, 1, 2]],
    ['another constant goes into the bias without padding', chain('valid', { bias: [0, 900, 0, -5] }), [0, 2]],
    ['what an activation holds at one end goes', chain('same', { blind: 3, bias: [0, -9000, 0, 0] }), [0, 2]],
    ['what it nearly holds stays', chain('same', { blind: 3, bias: [0, -300, 0, 0] }), [0, 1, 2]],
    [
      'what nobody weighs goes',
      chain('same', { blind: 3, consumer: Array.from({ length: 36 }, (_, tap) => (tap % 4 === 1 ? 0 : tap)) }),
      [0, 2],
    ],
    ['the last but one row of a matrix stays: a single scale rounds otherwise', rows, undefined],
    ['what the caller reads stays', { ...chain('same', {}), outputs: [3, 5] }, undefined],
  ];
  for (const [title, graph, left] of cases)
    it(title, async () => {
      assert.deepEqual(applyPasses(graph).tensors[3]?.channels, left);
      const outputs = async (without: readonly string[]) => (await layersOf(graph, without)).map((one) => one.outputs);
      assert.deepEqual(await outputs([]), await outputs([removeDeadChannels.name]));
    });

  it(`${ROUNDS * NETWORKS} random networks (seed ${SEED}): what is left of every layer, and every output, is as it was, with outputs over inputs or not`, async () => {
    const random = new Random(SEED);
    let [removed, all] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const drawer = new NetworkDrawer(random);
      for (let network = 0; network < NETWORKS; network++) drawer.draw();
      const { graph } = drawer;
      validate(graph);
      const { tensors } = applyPasses(graph);
      const before = await layersOf(graph, [removeDeadChannels.name]);
      const after = await layersOf(graph, []);
      assert.deepEqual(after, await layersOf(graph, ['reuse-inputs']), `round ${round}`);
      after.forEach(({ layers, outputs }, record) => {
        assert.deepEqual(outputs, before[record]?.outputs, `round ${round}`);
        for (const [tensor, bytes] of layers) {
          const whole = before[record]?.layers.get(tensor);
          const count = graph.tensors[tensor]?.shape.at(-1) ?? 1;
          const channels = tensors[tensor]?.channels ?? Array.from({ length: count }, (_, channel) => channel);
          if (record === 0) [removed, all] = [removed + count - channels.length, all + count];
          assert.deepEqual(
            bytes,
            whole?.filter((_, index) => channels.includes(index % count)),
            `round ${round}, tensor ${tensor}`,
          );
        }
      });
    }
    assert.ok(removed > all / 10 && removed < all, `${removed} of ${all} channels removed`);
  });
});

import assert from 'node:assert/strict';
import { boards } from '../../boards/index.gen.ts';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import { buildFirmware } from '../../host/firmware/build-firmware.ts';
import type { Graph } from '../../host/model/graph.ts';
import { execute } from '../../host/profile/execute.ts';
import { activation, network } from '../support/graphs.ts';
import { Random } from '../support/random.ts';

const SEED = 31;
const SUMS = 16;
const board = { ...boards['pico-emulated'], id: 'pico-emulated' };

/** Sums of two inputs of `count` elements, each of other scales and zero points. */
const sums = (random: Random, count: number): Graph => {
  const scale = () => 0.01 + random.below(1000) / 20_000;
  const zero = () => random.pick([-128, 127, random.below(256) - 128]);
  const operators = Array.from({ length: SUMS }, (_, sum) => ({
    kind: 'ADD' as const,
    inputs: [3 * sum, 3 * sum + 1],
    outputs: [3 * sum + 2],
    options: { activation: random.pick(['none', 'relu', 'relu6'] as const) },
  }));
  const tensors = operators.flatMap(() => [0, 1, 2].map(() => activation([1, count], scale(), zero())));
  const inputs = operators.flatMap((_, sum) => [3 * sum, 3 * sum + 1]);
  return network(
    tensors,
    operators,
    inputs,
    operators.map((_, sum) => 3 * sum + 2),
  );
};

describe('sums from tables', () => {
  it(`all pairs of bytes in ${SUMS} random quantisations equal the scalar kernel (seed ${SEED})`, async () => {
    const graph = sums(new Random(SEED), 65_536);
    const [scalar, packed] = [await compileGraph(graph), await compileGraph(graph, { target: board.target })];
    const pairs = [0, 8].map((shift) => Uint8Array.from({ length: 65_536 }, (_, at) => at >> shift));
    const inputs = Array.from({ length: SUMS }, () => pairs).flat();
    const [expected, actual] = [(await instantiate(scalar)).infer(inputs), (await instantiate(packed)).infer(inputs)];
    assert.deepEqual(actual, expected);
    const fitting = packed.layers.filter(({ kernel }) => kernel === 'add_s8_packed');
    assert.ok(fitting.length > SUMS / 2, `${fitting.length} of ${SUMS}`);
  });

  it(`on the core as in Node (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const model = await compileGraph(sums(random, 301), { target: board.target });
    const inputs = model.inputs.map(({ bytes }) => Uint8Array.from({ length: bytes }, () => random.below(256)));
    execute(await buildFirmware(model, board), model, board, await instantiate(model), [inputs]);
  });
});

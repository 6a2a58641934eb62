import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { applyPasses, passes } from '../../host/compile/passes/index.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { activation, type Draft, int32s, network } from '../support/drafts.ts';
import { Random } from '../support/random.ts';
import { randomMovements } from '../support/random-movements.ts';

const SEED = 20261130;
const NETWORKS = 8;
const all = passes.map(({ name }) => name);

const random = (graph: Graph, seed: number): Uint8Array[] => {
  const bytes = new Random(seed);
  return graph.inputs.map((id) =>
    Uint8Array.from({ length: (graph.tensors[id] as Graph['tensors'][number]).shape.reduce((a, b) => a * b, 1) }, () =>
      bytes.below(256),
    ),
  );
};

const infer = async (graph: Graph, inputs: readonly Uint8Array[], withoutPasses: readonly string[]) => {
  const session = await instantiate(await compileGraph(graph, { withoutPasses }));
  session.infer(inputs);
  // The second inference begins where the first one has left its memory.
  return Buffer.concat(session.infer(inputs));
};

const left = (graph: Graph, withoutPasses: readonly string[] = []): string[] =>
  applyPasses(graph, withoutPasses).operators.map(({ kind }) => kind);

/** Its input is split, each half is used, and both are added. */
const halves = (columns: number): Graph => {
  const half = activation([1, columns]);
  const sum = (inputs: readonly number[], output: number) =>
    ({ kind: 'ADD', inputs, outputs: [output], options: { activation: 'none' } }) as const;
  return network(
    [int32s([1], []), activation([1, 2 * columns]), half, half, half, half],
    [{ kind: 'SPLIT', inputs: [0, 1], outputs: [2, 3], options: { count: 2 } }, sum([2, 3], 4), sum([4, 3], 5)],
    [1],
    [5],
  );
};

describe('operators that move elements', () => {
  it('parts that lie together and begin with a word are views; others are copied', () => {
    assert.deepEqual(left(halves(8)), ['ADD', 'ADD']);
    const views = applyPasses(halves(8)).tensors.map(({ aliasOf, aliasByte }) => [aliasOf, aliasByte]);
    assert.deepEqual(views.slice(2, 4), [
      [1, undefined],
      [1, 8],
    ]);
    assert.deepEqual(left(halves(7)), ['SPLIT', 'ADD', 'ADD']);
  });

  it('outputs lie over no view that is still to be read', async () => {
    const graph = halves(12);
    const inputs = random(graph, 1);
    assert.deepEqual(await infer(graph, inputs, []), await infer(graph, inputs, all));
  });

  it('constants are moved when the network is compiled, unless they grow much', () => {
    const table: Draft = { ...activation([2, 3]), data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const graph = (repeats: number) =>
      network(
        [
          ...[activation([3 * repeats, 2]), table, int32s([1, 0])],
          ...[activation([3, 2]), int32s([repeats, 3, 2]), activation([repeats, 3, 2])],
          ...[int32s([3 * repeats, 2]), activation([3 * repeats, 2]), activation([3 * repeats, 2])],
        ],
        [
          { kind: 'TRANSPOSE', inputs: [1, 2], outputs: [3], options: {} },
          { kind: 'BROADCAST_TO', inputs: [3, 4], outputs: [5], options: {} },
          { kind: 'RESHAPE', inputs: [5, 6], outputs: [7], options: {} },
          { kind: 'ADD', inputs: [0, 7], outputs: [8], options: { activation: 'none' } },
        ],
      );
    assert.deepEqual(left(graph(2)), ['ADD']);
    assert.deepEqual([...(applyPasses(graph(2)).tensors[7]?.data ?? [])], [1, 4, 2, 5, 3, 6, 1, 4, 2, 5, 3, 6]);
    assert.deepEqual(left(graph(50)), ['BROADCAST_TO', 'ADD']);
    assert.deepEqual(left(graph(2), ['fold-constants']), ['TRANSPOSE', 'BROADCAST_TO', 'ADD']);
  });

  it('the shape of a scalar is a constant without bytes', () => {
    const graph = network(
      [activation([1, 1]), { ...int32s([]), data: new Uint8Array(0) }, activation([])],
      [{ kind: 'RESHAPE', inputs: [0, 1], outputs: [2], options: {} }],
    );
    assert.deepEqual(importTflite(writeTflite(graph)).tensors[1]?.data, new Uint8Array(0));
  });

  it(`random networks of them: the same outputs with all passes, without any, and without one (seed ${SEED})`, async () => {
    const seeds = new Random(SEED);
    for (let count = 0; count < NETWORKS; count++) {
      const graph = randomMovements(seeds);
      const inputs = random(graph, count + 1);
      const expected = await infer(graph, inputs, all);
      for (const without of [[], ['remove-identity'], ['fold-constants']])
        assert.deepEqual(await infer(graph, inputs, without), expected, `network ${count} without ${without}`);
    }
  });
});

import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { applyPasses, passes } from '../../host/compile/passes/index.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Tensor } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { weightedVariants } from '../support/samples/weighted.ts';

const infer = async (graph: Graph, withoutPasses: readonly string[]): Promise<Uint8Array[]> => {
  const session = await instantiate(await compileGraph(graph, { withoutPasses }));
  return session.infer(graph.inputs.map((id, at) => seededInput(tensorBytes(graph.tensors[id] as Tensor), at + 1)));
};

describe('int4 weights and int16 activations', () => {
  const all = passes.map(({ name }) => name);
  for (const [what, graph] of Object.entries(weightedVariants))
    it(`${what}: every pass leaves the output as it was`, async () => {
      const expected = await infer(graph, []);
      for (const without of [...all.map((name) => [name]), all])
        assert.deepEqual(await infer(graph, without), expected, `${without}`);
    });

  it('widen-int4 makes the weights int8, low half first, and their odd end', () => {
    const given = weightedVariants['FULLY_CONNECTED, int4 weights'];
    const [packed, { dtype, data = new Uint8Array() }] = [given, applyPasses(given)].map(
      ({ tensors }) => tensors[1],
    ) as [Tensor, Tensor];
    assert.deepEqual([...(packed.data ?? []).slice(1, 3)], [74, 148]);
    assert.equal(dtype, 'int8');
    const values = new Int8Array(data.buffer);
    assert.deepEqual([...values.subarray(2, 6)], [-6, 4, 4, -7]);
    assert.equal(values.length, 15);
  });
});

import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { applyPasses, passes } from '../../host/compile/passes/index.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Tensor } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { seededInput } from '../../host/run/seeded-input.ts';
import { int32s, withScale } from '../support/graphs.ts';
import { mergeGraphs } from '../support/merge-graphs.ts';
import convolutions from '../support/operator-models/convolutions.ts';
import { Random } from '../support/random.ts';
import { weightedVariants } from '../support/samples/weighted.ts';

const SEED = 5;

const infer = async (graph: Graph, withoutPasses: readonly string[]): Promise<Uint8Array[]> => {
  const session = await instantiate(await compileGraph(graph, { withoutPasses }));
  return session.infer(graph.inputs.map((id, at) => seededInput(tensorBytes(graph.tensors[id] as Tensor), at + 1)));
};

const generators = convolutions.filter(({ dtype }) => dtype === 'int16x8');

/** A random convolution of int16 whose input PAD makes of a smaller one. */
const paddedConvolution = (random: Random): Graph => {
  const graph = random.pick(generators).make(random);
  const [x] = graph.tensors as [Tensor];
  const pads = x.shape.map((extent, axis) => {
    const before = axis === 1 || axis === 2 ? random.below(Math.min(extent, 3)) : 0;
    return [before, axis === 1 || axis === 2 ? random.below(Math.min(extent - before, 3)) : 0] as const;
  });
  const at = graph.tensors.length;
  const tensors = [
    ...graph.tensors,
    { ...x, id: at, shape: x.shape.map((extent, axis) => extent - (pads[axis]?.[0] ?? 0) - (pads[axis]?.[1] ?? 0)) },
    { ...int32s(pads.flat(), [x.shape.length, 2]), id: at + 1, name: 'pads' },
  ];
  const pad = { kind: 'PAD', index: 0, inputs: [at, at + 1], outputs: [x.id], options: {} } as const;
  const operators = [pad, ...graph.operators.map((operator) => ({ ...operator, index: 1 }))];
  return { ...graph, tensors, operators, inputs: [at] };
};

describe('int4 weights and int16 activations', () => {
  const all = passes.map(({ name }) => name);
  for (const [what, graph] of Object.entries(weightedVariants))
    it(`${what}: every pass leaves the output as it was`, async () => {
      const expected = await infer(graph, []);
      for (const without of [...all.map((name) => [name]), all])
        assert.deepEqual(await infer(graph, without), expected, `${without}`);
    });

  it(`fuse-padding takes a PAD of int16, and leaves every output as it was (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    const graphs = Array.from({ length: 24 }, () => paddedConvolution(random));
    assert.ok(graphs.every((graph) => applyPasses(graph).operators.length === 1));
    const network = mergeGraphs('padded', graphs);
    assert.deepEqual(await infer(network, []), await infer(network, ['fuse-padding']));
  });

  it('fuse-padding leaves a PAD of int16 whose output is scaled in another way', () => {
    const graph = paddedConvolution(new Random(SEED));
    const [padded = -1] = graph.operators[0]?.outputs ?? [];
    const scale = graph.tensors[padded]?.quantization?.scales[0] ?? 0;
    assert.equal(applyPasses(withScale(graph, padded, scale * 2)).operators.length, 2);
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

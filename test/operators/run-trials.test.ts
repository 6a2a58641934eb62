import assert from 'node:assert/strict';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Tensor } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { activation, network, samples } from '../support/graphs.ts';
import { judgeLayers, judgeOutputs } from '../support/operators/judges.ts';
import { runTrials } from '../support/operators/run-trials.ts';
import { proofTargets } from '../support/operators/targets.ts';
import type { Trial } from '../support/operators/trial.ts';

const [inNode, , , onCortexM4] = proofTargets;
const RECORDS = 3;

/** A graph, and what it gives now for its records. */
const trialOf = async (name: string, graph: Graph): Promise<{ trial: Trial; expected: Uint8Array[] }> => {
  const sizes = graph.inputs.map((id) => tensorBytes(graph.tensors[id] as Tensor));
  const inputs = Array.from({ length: RECORDS }, (_, record) =>
    sizes.map((size) => Uint8Array.from({ length: size }, (_, at) => 31 * at + 57 * record)),
  );
  const { infer } = await instantiate(await compileGraph(graph));
  const expected = inputs.map((record) => new Uint8Array(Buffer.concat(infer(record))));
  const records = inputs.map((record) => new Uint8Array(Buffer.concat(record)));
  const judge = () => judgeOutputs(graph, expected);
  return { trial: { operator: name, dtype: 'int8', name, graph, records, judge }, expected };
};

describe('networks side by side', () => {
  for (const target of [inNode, onCortexM4])
    it(`${target?.name}: a byte that differs is told with its record and its place`, async () => {
      assert.ok(target);
      const [add, convolution] = [await trialOf('ADD', samples.ADD), await trialOf('CONV_2D', samples.CONV_2D)];
      const trials = [add.trial, convolution.trial];
      assert.deepEqual(await runTrials(trials, target), [undefined, undefined]);
      // [0, 2, 1, 1] of [1, 4, 5, 3]
      const last = convolution.expected[2] as Uint8Array;
      last[2 * 15 + 3 + 1] = (last[2 * 15 + 3 + 1] as number) ^ 1;
      const [first, second] = await runTrials(trials, target);
      assert.equal(first, undefined);
      assert.match(`${second}`, /: record 2, output 0: int8\[1,4,5,3\] at \[0,2,1,1\] is -?\d+ instead of -?\d+$/);
    });

  for (const target of [inNode, onCortexM4])
    it(`${target?.name}: a layer that differs is told by its operator, though outputs are the same`, async () => {
      assert.ok(target);
      const relu = { kind: 'ADD', options: { activation: 'relu' } } as const;
      const x = activation([1, 8]);
      const graph = network(
        [x, x, x],
        [
          { ...relu, inputs: [0, 0], outputs: [1] },
          { ...relu, inputs: [1, 0], outputs: [2] },
        ],
      );
      const { trial, expected } = await trialOf('ADD', graph);
      const outputs = judgeOutputs(graph, expected);
      const { infer } = await instantiate(await compileGraph({ ...graph, outputs: [1, 2] }));
      const records = trial.records.map((record) => new Uint8Array(Buffer.concat(infer([record]))));
      const order = [1, 2].map((tensor) => ({ dtype: 'int8', shape: [1, 8], tensor }) as const);
      const judge = () => {
        const layers = judgeLayers(graph, { order, records, passed: graph.tensors });
        return { ...outputs, layer: layers.layer, verdict: () => outputs.verdict() ?? layers.verdict() };
      };
      assert.deepEqual(await runTrials([trial, { ...trial, judge }], target), [undefined, undefined]);
      const last = records[2] as Uint8Array;
      last[5] = (last[5] as number) ^ 1;
      const [first, second] = await runTrials([trial, { ...trial, judge }], target);
      assert.equal(first, undefined);
      assert.match(`${second}`, /: record 2, ADD \(operator 0\): int8\[1,8\] at \[0,5\] is -?\d+ instead of -?\d+$/);
    });

  it('one that cannot be run says why, and the others run', async () => {
    assert.ok(inNode);
    const [add, pad] = [await trialOf('ADD', samples.ADD), await trialOf('PAD', samples.PAD)];
    const short = { ...add.trial, records: [new Uint8Array(1)] };
    const [first, second] = await runTrials([short, pad.trial], inNode);
    assert.match(`${first}`, /INPUT_SIZE|inputs of/);
    assert.equal(second, undefined);
  });

  it('one with fewer records than others is judged by its own alone', async () => {
    assert.ok(inNode);
    const { trial } = await trialOf('ADD', samples.ADD);
    const seen: number[] = [];
    const judge = () => ({ outputs: (record: number) => void seen.push(record), verdict: () => undefined });
    const one = { ...trial, records: trial.records.slice(0, 1), judge };
    assert.deepEqual(await runTrials([one, trial], inNode), [undefined, undefined]);
    assert.deepEqual(seen, [0]);
  });
});

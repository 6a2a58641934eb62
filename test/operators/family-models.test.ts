import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { applyPasses } from '../../host/compile/passes/index.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Tensor } from '../../host/model/graph.ts';
import { indexOfLargest } from '../../tools/train/network.ts';
import { evaluateTensors } from '../support/family/evaluate.ts';
import { familyFiles, familyGraph, familyLabels, familyRecords } from '../support/family/files.ts';
import { firstDifference } from '../support/operators/difference.ts';
import { runTrials } from '../support/operators/run-trials.ts';
import { proofTargets } from '../support/operators/targets.ts';
import type { Judge, Trial } from '../support/operators/trial.ts';

const RECORDS = 3;
const TIMEOUT_MS = 600_000;

const graphs = familyFiles.map((file) => ({ ...file, graph: familyGraph(file) }));
const records = familyRecords();

/** Every layer's bytes, as the evaluators have them; passes may join layers, and what a layer writes is told by its tensor. */
const trialOf = (name: string, graph: Graph): Trial => {
  const few = records.slice(0, RECORDS);
  const expected = few.map((record) => evaluateTensors(graph, record));
  const judge = (withoutPasses?: readonly string[]): Judge => {
    let [seen, verdict]: [number, string | undefined] = [0, undefined];
    const { operators } = applyPasses(graph, withoutPasses);
    const last = operators.at(-1)?.index;
    return {
      outputs: () => undefined,
      layer: (record, index, output) => {
        const [id = -1] = operators.find((operator) => operator.index === index)?.outputs ?? [];
        const wanted = expected[record]?.get(id);
        if (index === last) seen++;
        const difference = firstDifference(graph.tensors[id] as Tensor, output, wanted as Uint8Array);
        if (difference !== undefined) verdict ??= `record ${record}, ${graph.tensors[id]?.name}: ${difference}`;
      },
      verdict: () => verdict ?? (seen === RECORDS ? undefined : `the last layer was seen ${seen} times`),
    };
  };
  return { operator: 'several', dtype: 'int8', name, graph, records: few, judge };
};

describe('the family of trained networks', () => {
  it('has all the files that it lists, and no others', () => {
    const stored = readdirSync(new URL('../../models/family/', import.meta.url));
    assert.deepEqual(
      stored.filter((name) => /\.(tflite|onnx)$/.test(name)).sort(),
      familyFiles.map(({ file }) => file).sort(),
    );
  });

  for (const { file, member, graph } of graphs) {
    const trial = trialOf(file, graph);
    for (const target of proofTargets.filter(({ isBoard }) => !isBoard || member !== 'float32'))
      it(`${file} equals the evaluators on ${target.name}, layer by layer`, async () => {
        const [verdict] = await runTrials([trial], target);
        assert.equal(verdict, undefined);
      }).timeout(TIMEOUT_MS);
  }

  it('answers as many of the records right as the data card says', async () => {
    const labels = familyLabels();
    for (const { file, member, graph } of graphs) {
      const { infer } = await instantiate(await compileGraph(graph, { target: 'node' }));
      const isReal = graph.tensors[graph.outputs[0] as number]?.dtype === 'float32';
      const right = records.filter((record, at) => {
        const { buffer } = infer([record])[0] as Uint8Array;
        return indexOfLargest(isReal ? new Float32Array(buffer) : new Int8Array(buffer)) === labels[at];
      });
      assert.equal(right.length, member === 'binary' ? 171 : 182, file);
    }
  });

  it("binary: the same signs and classes from Larq's format and from QONNX", async () => {
    const sessions = await Promise.all(
      graphs
        .filter(({ member }) => member === 'binary')
        .map(async ({ graph }) => ({
          graph,
          session: await instantiate(await compileGraph(graph, { target: 'node' })),
        })),
    );
    for (const record of records) {
      const [larq, qonnx] = sessions.map(({ session, graph: { operators } }) => {
        let signs: Uint8Array | undefined;
        const [logits] = session.inferLayers([record], (layer, output) => {
          if (operators[layer.operatorIndex]?.kind === 'LceDequantize') signs = output;
        });
        return { signs, logits: logits as Uint8Array };
      }) as [{ signs: Uint8Array; logits: Uint8Array }, { signs: Uint8Array; logits: Uint8Array }];
      assert.deepEqual(larq.signs, qonnx.signs);
      const codes = new Int8Array(larq.logits.buffer);
      const best = indexOfLargest(new Float32Array(qonnx.logits.buffer));
      // Logits of 8 bits may be equal where real numbers are not.
      assert.equal(codes[best], Math.max(...codes));
    }
  });
});

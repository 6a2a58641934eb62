import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileGraph } from '../../host/compile/compile-graph.ts';
import { ToolError } from '../../host/errors.ts';
import { instantiate } from '../../host/execute/session.ts';
import type { Graph, Operator } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { isCustom } from '../../host/model/tflite/custom-options.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { indexOfLargest } from '../../tools/train/network.ts';
import { Random } from '../support/random.ts';
import { sharedPath } from '../support/shared.ts';
import { loadTflite } from '../support/tfjs-tflite.ts';

const demoFile = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../models/demo/${name}`, import.meta.url)));

const SEED = 11;

/** The graph of a file, unless it has operators that are not supported. */
const importSupported = (file: Uint8Array): Graph | undefined => {
  try {
    return importTflite(file);
  } catch (error) {
    if (error instanceof ToolError && error.code === 'UNSUPPORTED_OPERATOR') return undefined;
    throw error;
  }
};

describe('a .tflite file as written', () => {
  const folder = sharedPath('models');
  const names = folder ? readdirSync(folder).filter((name) => name.endsWith('.tflite')) : [];
  if (!folder) it('real models (needs ../shared/models)');
  for (const name of names) {
    const file = readFileSync(`${folder}/${name}`);
    const graph = importSupported(file);
    if (!graph) continue;
    it(`${name} reads back as the same graph`, () => {
      assert.deepEqual(importTflite(writeTflite(graph)), graph);
    });
    // TensorFlow Lite knows no custom operators.
    if (graph.operators.some(({ kind }) => isCustom(kind))) continue;
    it(`${name} computes the same in TensorFlow Lite (seed ${SEED})`, async () => {
      const random = new Random(SEED);
      const [original, written] = [await loadTflite(file), await loadTflite(writeTflite(graph))];
      const inputs = graph.inputs.map((id) =>
        Uint8Array.from({ length: tensorBytes(graph.tensors[id] as Graph['tensors'][number]) }, () =>
          random.below(256),
        ),
      );
      assert.deepEqual(written(inputs), original(inputs));
    });
  }
});

/** One operator as a network of its own. */
const alone = (graph: Graph, operator: Operator): Graph => ({
  ...graph,
  operators: [operator],
  inputs: operator.inputs.filter((id) => !graph.tensors[id]?.data),
  outputs: operator.outputs,
});

describe('the demo model in TensorFlow Lite', () => {
  const file = demoFile('fashion.tflite');
  const graph = importTflite(file);
  const images = demoFile('fashion-test.x.bin');
  const nRecords = demoFile('fashion-test.y.bin').length;
  const record = (index: number) =>
    images.subarray((index * images.length) / nRecords, ((index + 1) * images.length) / nRecords);
  const ours = async (network: Graph) => {
    const session = await instantiate(await compileGraph(network));
    return (inputs: readonly Uint8Array[]) => new Int8Array((session.infer(inputs)[0] as Uint8Array).buffer);
  };

  // XNNPACK rescales in float32 and rounds once, TensorFlow Lite Micro and we round twice: results lie on either side of a tie.
  it('each operator, given the same input, differs by a step at most', async () => {
    const values = new Map<number, Uint8Array>();
    const steps = await Promise.all(
      graph.operators.map(async (operator) => {
        const network = alone(graph, operator);
        return { network, operator, ours: await ours(network), theirs: await loadTflite(writeTflite(network)) };
      }),
    );
    const differing = steps.map(() => 0);
    for (let index = 0; index < 20; index++) {
      values.set(graph.inputs[0] as number, record(index));
      steps.forEach(({ network, operator, ours, theirs }, step) => {
        const inputs = network.inputs.map((id) => values.get(id) as Uint8Array);
        const expected = theirs(inputs);
        const distances = ours(inputs).map((value, i) => Math.abs(value - (expected[i] as number)));
        assert.ok(Math.max(...distances) <= 1, `${operator.kind} (operator ${operator.index})`);
        differing[step] = (differing[step] as number) + distances.filter(Boolean).length;
        values.set(network.outputs[0] as number, new Uint8Array(expected.buffer));
      });
    }
    assert.deepEqual(differing, [28, 162, 663, 86, 57, 82, 78, 0, 0, 0, 0, 0]);
  });

  it('answers the records alike, but for two between two classes', async () => {
    const [here, there] = [await ours(graph), await loadTflite(file)];
    const flips = [...Array(nRecords).keys()].filter(
      (index) => indexOfLargest(here([record(index)])) !== indexOfLargest(there([record(index)])),
    );
    assert.deepEqual(flips, [103, 192]);
  });
});

import assert from 'node:assert/strict';
import type { Graph, Tensor } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { loadTflite } from '../../host/verify/tfjs-tflite.ts';
import { everyPair } from '../support/every-pair.ts';
import { cut } from '../support/operators/cut.ts';
import { judgeOutputs } from '../support/operators/judges.ts';
import { generators, type OwnModel, ownModel } from '../support/operators/own-models.ts';
import { runTrials } from '../support/operators/run-trials.ts';
import { targetsRounding } from '../support/operators/targets.ts';
import type { Trial } from '../support/operators/trial.ts';

const MODELS = 12;
const kinds = [
  ...['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED', 'ADD', 'SUB', 'MUL', 'MEAN', 'LEAKY_RELU'].map((kind) => [
    kind,
    'int8',
  ]),
  ['QUANTIZE', 'int8_int8'],
];

/** Biases with scales, as converters write them: without, TensorFlow Lite leaves convolutions to its own kernels. */
const withBiasScales = (graph: Graph): Graph => {
  const [operator] = graph.operators;
  const [x, w, bias] = (operator?.inputs ?? []).map((id) => graph.tensors[id]);
  if (!x?.quantization || !w?.quantization || bias?.dtype !== 'int32') return graph;
  const [scale = 1] = x.quantization.scales;
  const scales = w.quantization.scales.map((one) => Math.fround(one * scale));
  const quantization = { scales, zeroPoints: scales.map(() => 0), axis: 0 };
  return { ...graph, tensors: graph.tensors.map((tensor) => (tensor === bias ? { ...bias, quantization } : tensor)) };
};

type Model = Pick<OwnModel, 'kind' | 'dtype' | 'seed' | 'graph' | 'records'>;

/** What TensorFlow Lite makes of a model's records; undefined where it refuses the model. */
const trialOf = async ({ kind, dtype, seed, graph, records }: Model): Promise<Trial | undefined> => {
  try {
    const infer = await loadTflite(writeTflite(graph));
    const sizes = graph.inputs.map((id) => tensorBytes(graph.tensors[id] as Tensor));
    const expected = records.map((record) => new Uint8Array(Buffer.concat(infer(cut(record, sizes)))));
    return {
      operator: kind,
      dtype,
      name: `${kind} ${seed}`,
      graph,
      records,
      judge: () => judgeOutputs(graph, expected),
    };
  } catch {
    return undefined;
  }
};

describe('rounding xnnpack: operators equal TensorFlow Lite with XNNPACK, byte for byte', () => {
  for (const [kind, dtype] of kinds)
    it(`${kind}, random models`, async () => {
      const [generator] = generators.filter((one) => one.kind === kind && one.dtype === dtype);
      assert.ok(generator);
      const trials: Trial[] = [];
      for (let seed = 0; seed < MODELS; seed++) {
        const model = ownModel(generator, seed);
        const trial = await trialOf({ ...model, graph: withBiasScales(model.graph) });
        if (trial) trials.push(trial);
      }
      assert.ok(trials.length >= MODELS / 3, `${trials.length} models that TensorFlow Lite takes`);
      for (const target of targetsRounding('xnnpack').slice(0, 2))
        assert.deepEqual(
          await runTrials(trials, target),
          trials.map(() => undefined),
          target.name,
        );
    });

  for (const kind of ['ADD', 'SUB', 'MUL'] as const)
    it(`${kind}, every pair of bytes`, async () => {
      const trials: Trial[] = [];
      for (let seed = 0; seed < 3; seed++)
        trials.push((await trialOf({ dtype: 'int8', ...everyPair(kind, seed) })) as Trial);
      for (const target of targetsRounding('xnnpack').slice(0, 2))
        assert.deepEqual(await runTrials(trials, target), [undefined, undefined, undefined], target.name);
    });
});

import { crc32 } from 'node:zlib';
import type { Tensor } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { testOnEveryTarget } from '../support/operators/evaluated-models.ts';
import { judgeOutputs } from '../support/operators/judges.ts';
import type { Trial } from '../support/operators/trial.ts';
import { evaluateQonnx } from '../support/qonnx/evaluate.ts';
import { type QonnxModels, qonnxModels } from '../support/qonnx/models.ts';
import { Random } from '../support/random.ts';

const MODELS_EACH = 24;
const RECORDS = 2;
const FIRST_SEED = 1;

/** All bytes, so that real numbers are infinite, minus zero and none at all, too; a line's are some hundred. */
const randomInput = (random: Random, { dtype, shape }: Tensor, kind: string): Uint8Array => {
  const bytes = Uint8Array.from({ length: tensorBytes({ dtype, shape }) }, () => random.below(256));
  if (kind !== 'QonnxReal' || dtype !== 'float32') return bytes;
  return new Uint8Array(Float32Array.from({ length: bytes.length / 4 }, () => random.next() / 2 ** 23 - 256).buffer);
};

const trial = ({ kind, dtype, make }: QonnxModels, seed: number): Trial => {
  const random = new Random(crc32(`${kind} ${dtype} ${seed}`));
  const graph = importTflite(writeTflite(make(random)));
  const given = Array.from({ length: RECORDS }, () =>
    graph.inputs.map((id) => randomInput(random, graph.tensors[id] as Tensor, kind)),
  );
  const expected = given.map((inputs) => evaluateQonnx(graph, inputs));
  const records = given.map((inputs) => new Uint8Array(Buffer.concat(inputs)));
  return { operator: kind, dtype, name: `seed ${seed}`, graph, records, judge: () => judgeOutputs(graph, expected) };
};

describe(`random models of QONNX networks' operators equal a brute-force evaluator (seeds ${FIRST_SEED} to ${MODELS_EACH})`, () => {
  const rows = qonnxModels.map((models) => ({
    ...models,
    trials: Array.from({ length: MODELS_EACH }, (_, at) => trial(models, FIRST_SEED + at)),
  }));
  testOnEveryTarget(rows);
});

import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import type { Tensor } from '../../host/model/graph.ts';
import { tensorBytes } from '../../host/model/shapes.ts';
import { importTflite } from '../../host/model/tflite/read.ts';
import { writeTflite } from '../../host/model/tflite/write.ts';
import { larqCases } from '../support/larq/cases.ts';
import { evaluateLarq } from '../support/larq/evaluate.ts';
import { type LarqModels, larqModels } from '../support/larq/models.ts';
import { testOnEveryTarget } from '../support/operators/evaluated-models.ts';
import { judgeOutputs } from '../support/operators/judges.ts';
import type { Trial } from '../support/operators/trial.ts';
import { Random } from '../support/random.ts';

const MODELS_EACH = 24;
const RECORDS = 2;
const FIRST_SEED = 1;

/** Numbers with what is no number, infinite or minus zero among them; words with bits behind the last channel; truths. */
const randomInput = (random: Random, { dtype, shape }: Tensor): Uint8Array => {
  const bytes = Uint8Array.from({ length: tensorBytes({ dtype, shape }) }, () => random.below(256));
  return dtype === 'bool' ? bytes.map((byte) => byte & 1) : bytes;
};

const trial = ({ kind, dtype, make }: LarqModels, seed: number): Trial => {
  const random = new Random(crc32(`${kind} ${dtype} ${seed}`));
  const graph = importTflite(writeTflite(make(random)));
  const records = Array.from({ length: RECORDS }, () =>
    randomInput(random, graph.tensors[graph.inputs[0] as number] as Tensor),
  );
  const expected = records.map((record) => evaluateLarq(graph, record));
  return { operator: kind, dtype, name: `seed ${seed}`, graph, records, judge: () => judgeOutputs(graph, expected) };
};

describe(`random models of Larq Compute Engine's operators equal a brute-force evaluator (seeds ${FIRST_SEED} to ${MODELS_EACH})`, () => {
  const rows = larqModels.map((models) => ({
    ...models,
    trials: Array.from({ length: MODELS_EACH }, (_, at) => trial(models, FIRST_SEED + at)),
  }));

  it('and so does that evaluator equal the given cases', function () {
    const known = larqCases().accepted.filter(({ graph }) =>
      graph.operators.every(({ kind }) => kind.startsWith('Lce')),
    );
    if (known.length === 0) return this.skip();
    for (const { name, graph, records, judge } of known) {
      if (graph.inputs.length !== 1 || graph.outputs.length !== 1) continue;
      const { outputs, verdict } = judge();
      records.forEach((record, at) => {
        outputs(at, [evaluateLarq(graph, record)]);
      });
      assert.equal(verdict(), undefined, name);
    }
  });

  testOnEveryTarget(rows);
});

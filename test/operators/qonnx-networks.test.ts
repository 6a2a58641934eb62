import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { proofTargets } from '../support/operators/targets.ts';
import { randomTrial } from '../support/qonnx/network-trials.ts';

const TIMEOUT_MS = 600_000;
const NETWORKS = 60;

describe(`random QONNX networks equal an evaluator of real numbers (seeds 1 to ${NETWORKS})`, () => {
  const trials = Array.from({ length: NETWORKS }, (_, at) => randomTrial(1 + at));
  for (const target of proofTargets) {
    const verdictOf = verdictsOf(trials, target);
    it(target.name, () => assertNoDifference(trials, verdictOf)).timeout(TIMEOUT_MS);
  }
});

import assert from 'node:assert/strict';
import { ToolError } from '../../host/errors.ts';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { proofTargets } from '../support/operators/targets.ts';
import { trialOrRefusal } from '../support/qonnx/network-trials.ts';

const TIMEOUT_MS = 600_000;
const SEEDS = 100;
const LEAST_ACCEPTED = 85;
/** What random networks may be refused for: scales that differ along what is summed up, and pads that no code stands for. */
const causes = /scale|zero points|constants along axis|turns round|no code (for|stands for)/;

describe(`random QONNX networks equal an evaluator of real numbers (seeds 1 to ${SEEDS})`, () => {
  const results = Array.from({ length: SEEDS }, (_, at) => trialOrRefusal(1 + at));
  const trials = results.flatMap((result) => (result instanceof ToolError ? [] : [result]));

  it('most are accepted, the others refused for their scales', () => {
    assert.ok(trials.length >= LEAST_ACCEPTED, `${trials.length} of ${SEEDS} accepted`);
    for (const result of results) if (result instanceof ToolError) assert.match(result.message, causes);
  });

  for (const target of proofTargets) {
    const verdictOf = verdictsOf(trials, target);
    it(target.name, () => assertNoDifference(trials, verdictOf)).timeout(TIMEOUT_MS);
  }
});

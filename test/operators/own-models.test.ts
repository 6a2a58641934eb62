import assert from 'node:assert/strict';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { generators } from '../support/operators/own-models.ts';
import { ownRows } from '../support/operators/own-rows.ts';
import { planProof } from '../support/operators/proofs.ts';
import { proofTargets } from '../support/operators/targets.ts';

const TIMEOUT_MS = 600_000;

describe('random models of operators equal TensorFlow Lite Micro, byte for byte', () => {
  const rows = ownRows();

  it('each operator and type has one generator, and goldens of its models as they are', () => {
    const titles = generators.map(({ kind, dtype }) => `${kind} ${dtype}`);
    assert.deepEqual(titles, [...new Set(titles)]);
    const stale = rows.filter(({ isStale }) => isStale).map(({ title }) => title);
    assert.deepEqual(stale, [], 'the generators have changed: run tools/golden-operators.ts');
  });

  for (const target of proofTargets)
    describe(target.name, () => {
      const verdictOf = verdictsOf(
        rows.flatMap(({ trials, isForNode }) => (target.isBoard && isForNode ? [] : trials)),
        target,
      );
      for (const { title, operator, dtype, trials, isForNode } of rows) {
        const count = trials.length;
        const isRefused = target.isBoard === true && isForNode;
        const isProven = planProof({ operator, dtype, target: target.name, source: 'own', count, isRefused });
        if (isRefused) {
          it(`${title}: ${count} models, which are refused`, async () => {
            for (const { graph } of trials) await assert.rejects(target.open(graph), { code: 'NOT_QUANTIZED' });
            isProven();
          });
          continue;
        }
        it(`${title}: ${count} models`, async () => {
          await assertNoDifference(trials, verdictOf);
          isProven();
        }).timeout(TIMEOUT_MS);
      }
    });
});

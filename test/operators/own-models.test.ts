import assert from 'node:assert/strict';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { generators } from '../support/operators/own-models.ts';
import { ownRows } from '../support/operators/own-rows.ts';
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
        rows.flatMap(({ trials }) => trials),
        target,
      );
      for (const { title, trials } of rows)
        it(`${title}: ${trials.length} models`, () => assertNoDifference(trials, verdictOf)).timeout(TIMEOUT_MS);
    });
});

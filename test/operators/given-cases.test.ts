import assert from 'node:assert/strict';
import { assertNoDifference, verdictsOf } from '../support/operators/batches.ts';
import { givenCases } from '../support/operators/given-cases.ts';
import { planProof } from '../support/operators/proofs.ts';
import { givenRows } from '../support/operators/rows.ts';
import { proofTargets } from '../support/operators/targets.ts';

const TIMEOUT_MS = 600_000;

describe('given cases of operators equal TensorFlow Lite Micro, byte for byte', () => {
  const rows = givenRows(givenCases());
  const supported = rows.filter(({ accepted }) => accepted.length > 0);
  if (rows.length === 0) it('golden cases (needs ../shared/golden/ops)');

  for (const { title, pending } of rows)
    if (pending.length > 0) it(`${title}: ${pending.length} cases, ${pending[0]?.reason}`);

  it('every case of a supported operator and type is accepted', () => {
    const refused = rows.flatMap((row) => row.refused.map((one) => `${row.title}/${one.name}: ${one.reason}`));
    assert.deepEqual(refused, []);
  });

  for (const target of proofTargets)
    describe(target.name, () => {
      const verdictOf = verdictsOf(
        supported.flatMap(({ accepted }) => accepted),
        target,
      );
      for (const { title, operator, dtype, accepted } of supported) {
        const count = accepted.length;
        const isProven = planProof({ operator, dtype, target: target.name, source: 'given', count });
        it(`${title}: ${count} cases`, async () => {
          await assertNoDifference(accepted, verdictOf);
          isProven();
        }).timeout(TIMEOUT_MS);
      }
    });
});

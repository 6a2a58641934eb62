import assert from 'node:assert/strict';
import { assertGolden } from '../support/golden-file.ts';
import { SEVERAL } from '../support/operators/given-cases.ts';
import { operatorsDoc, provenRows, unprovenOperators } from '../support/operators/operators-doc.ts';
import { allProofs, plannedProofs } from '../support/operators/proofs.ts';

const FEWEST_OWN = 20;

// After the tests that it tells of: files run in the order of their names.
describe('docs/operators.md', () => {
  it(`each operator and type has at least ${FEWEST_OWN} random models on every target`, () => {
    const rows = provenRows(plannedProofs());
    assert.deepEqual(unprovenOperators(rows).get('') ?? [], []);
    const few = rows.filter(
      ({ operator, counts }) => operator !== SEVERAL && counts.some(({ own }) => own < FEWEST_OWN),
    );
    assert.deepEqual(
      few.map(({ operator, dtype }) => `${operator} ${dtype}`),
      [],
    );
  });

  it('is what the tests of operators have proven (needs all of them, and ../shared/golden/ops)', function () {
    const proofs = allProofs();
    if (!proofs?.some(({ source }) => source === 'given')) return this.skip();
    assertGolden('../../docs/operators.md', operatorsDoc(provenRows(proofs)));
  });
});

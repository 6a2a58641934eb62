import { assertNoDifference, verdictsOf } from './batches.ts';
import { planProof } from './proofs.ts';
import { proofTargets } from './targets.ts';
import type { Trial } from './trial.ts';

const TIMEOUT_MS = 900_000;

/** Models of one operator and type, judged by what an evaluator makes of them. */
export interface EvaluatedModels {
  readonly kind: string;
  readonly dtype: string;
  readonly trials: readonly Trial[];
}

/** A test a row on every target; what passes is proven for the operators' table. */
export const testOnEveryTarget = (rows: readonly EvaluatedModels[]): void => {
  for (const target of proofTargets)
    describe(target.name, () => {
      const verdictOf = verdictsOf(
        rows.flatMap(({ trials }) => trials),
        target,
      );
      for (const { kind, dtype, trials } of rows) {
        const count = trials.length;
        const isProven = planProof({ operator: kind, dtype, target: target.name, source: 'own', count });
        it(`${kind} ${dtype}: ${count} models`, async () => {
          await assertNoDifference(trials, verdictOf);
          isProven();
        }).timeout(TIMEOUT_MS);
      }
    });
};

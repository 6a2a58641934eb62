import assert from 'node:assert/strict';
import { runTrials, type Verdict } from './run-trials.ts';
import type { ProofTarget } from './targets.ts';
import type { Trial } from './trial.ts';

/** Networks in one module: compiling many layers takes little longer than compiling one. */
const BATCH = 200;
const MOST_NAMED = 8;

type VerdictOf = (trial: Trial) => Promise<Verdict>;

/** Verdicts of a target, found batch by batch as they are asked for. */
export const verdictsOf = (trials: readonly Trial[], target: ProofTarget): VerdictOf => {
  const batches = new Map<number, Promise<Verdict[]>>();
  const placeOf = new Map(trials.map((trial, at) => [trial, at]));
  return async (trial) => {
    const at = placeOf.get(trial) as number;
    const batch = Math.floor(at / BATCH);
    const running = batches.get(batch) ?? runTrials(trials.slice(batch * BATCH, (batch + 1) * BATCH), target);
    batches.set(batch, running);
    return (await running)[at % BATCH];
  };
};

/** Fails with what is wrong with the first few that differ. */
export const assertNoDifference = async (trials: readonly Trial[], verdictOf: VerdictOf): Promise<void> => {
  const wrong: string[] = [];
  for (const trial of trials) {
    const verdict = await verdictOf(trial);
    if (verdict !== undefined) wrong.push(`${trial.name}: ${verdict}`);
  }
  assert.ok(
    wrong.length === 0,
    [`${wrong.length} of ${trials.length} differ`, ...wrong.slice(0, MOST_NAMED)].join('\n'),
  );
};

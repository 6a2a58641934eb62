import { score } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** (A - A_0) / (1 - A_0) with A_0 = 1 / classes: 0 is guessing, so that a useless small network does not look efficient. */
export default {
  title: '(A - 1/classes) / (1 - 1/classes): 0 is guessing',
  group: 'accuracy',
  unit: '%',
  compute: (run) => {
    const a = score(run);
    const chance = run.accuracy && 100 / run.accuracy.classes;
    return a === undefined || chance === undefined || chance >= 100 ? undefined : (100 * (a - chance)) / (100 - chance);
  },
  source: () => 'measured',
  absent: 'needs a labelled set: --data',
} satisfies MetricSpec;

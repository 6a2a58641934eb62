import { footprint, ratio, score } from '../facts/derived.ts';
import { KiB } from '../units.ts';
import type { MetricSpec } from './spec.ts';

/** Survey, RE_foot = A / (B_w + B_peak). */
export default {
  title: 'accuracy over weights and RAM',
  group: 'efficiency',
  unit: '%/KiB',
  compute: (run) => ratio(score(run), footprint(run) / KiB),
  source: () => 'counted',
  absent: 'needs a labelled set: --data',
} satisfies MetricSpec;

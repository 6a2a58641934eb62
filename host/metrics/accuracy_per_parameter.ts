import { parameters, ratio, score } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Survey, RE_param = A / P. */
export default {
  title: 'accuracy over parameters',
  group: 'efficiency',
  unit: '%/Mparam',
  compute: (run) => ratio(score(run), (parameters(run) ?? 0) / 1e6),
  source: () => 'measured',
  absent: 'needs a labelled set: --data',
} satisfies MetricSpec;

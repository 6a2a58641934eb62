import { macs, ratio, score } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Survey, RE_op = A / O, where O = 2 M and zero MACs count. */
export default {
  title: 'accuracy over operations, two a MAC of the model',
  group: 'efficiency',
  unit: '%/MOP',
  compute: (run) => ratio(score(run), (2 * (macs(run) ?? 0)) / 1e6),
  source: () => 'measured',
  absent: 'needs a labelled set: --data',
} satisfies MetricSpec;

import { executedMacs, ratio } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** I = M / D (Williams 2009), of what runs: MACs for each byte that must move. */
export default {
  title: 'executed MACs for each byte that must move',
  group: 'work',
  unit: 'MAC/B',
  compute: (run) => ratio(executedMacs(run), run.bytesMoved),
  source: () => 'modelled',
  absent: 'no layers',
  note: () => 'each operand once, no cache model',
} satisfies MetricSpec;

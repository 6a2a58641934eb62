import { macs } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** M: nominal multiply-accumulates of the compiled layers, padding positions counted. */
export default {
  title: 'nominal multiply-accumulates of one inference, padding counted',
  group: 'work',
  unit: 'MAC',
  compute: (run) => (run.layers.length === 0 ? undefined : macs(run)),
  source: () => 'modelled',
  absent: 'no layers',
} satisfies MetricSpec;

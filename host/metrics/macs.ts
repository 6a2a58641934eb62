import { macs } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** M: nominal multiply-accumulates of the model, padding positions counted; what the compiler saves changes nothing here. */
export default {
  title: 'nominal multiply-accumulates of the model, padding counted',
  group: 'work',
  unit: 'MAC',
  compute: macs,
  source: () => 'modelled',
  absent: 'needs the model',
} satisfies MetricSpec;

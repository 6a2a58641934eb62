import { executedMacs } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Multiply-accumulates of the layers as compiled, dead channels left out, padding positions counted. */
export default {
  title: 'multiply-accumulates that run, dead channels left out, padding counted',
  group: 'work',
  unit: 'MAC',
  compute: executedMacs,
  source: () => 'modelled',
  absent: 'no layers',
} satisfies MetricSpec;

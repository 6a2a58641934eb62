import { ramBytes } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Arena, staged inputs, data, bss and the reserve of the stack. */
export default {
  title: "arena, inputs, data and the stack's reserve",
  group: 'memory',
  unit: 'B',
  compute: ramBytes,
  source: () => 'counted',
  absent: 'no firmware image',
} satisfies MetricSpec;

import type { MetricSpec } from './spec.ts';

/** B_w: packed constants in flash with their scales. */
export default {
  title: 'packed weights, biases and scales in flash',
  group: 'memory',
  unit: 'B',
  compute: ({ sizes }) => sizes?.weights,
  source: () => 'counted',
  absent: 'no firmware image',
} satisfies MetricSpec;

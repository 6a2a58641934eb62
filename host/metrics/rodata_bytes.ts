import type { MetricSpec } from './spec.ts';

/** Tables, descriptor and literals that are not weights. */
export default {
  title: 'tables and texts in flash that are not weights',
  group: 'memory',
  unit: 'B',
  compute: ({ sizes }) => sizes?.rodata,
  source: () => 'counted',
  absent: 'no firmware image',
} satisfies MetricSpec;

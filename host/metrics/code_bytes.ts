import type { MetricSpec } from './spec.ts';

/** Machine code of model, runtime and drivers. */
export default {
  title: 'code',
  group: 'memory',
  unit: 'B',
  compute: ({ sizes }) => sizes?.code,
  source: () => 'counted',
  absent: 'no firmware image',
} satisfies MetricSpec;

import type { MetricSpec } from './spec.ts';

/** Machine code of model, runtime and drivers. */
export default {
  title: 'machine code of model, runtime and drivers',
  group: 'memory',
  unit: 'B',
  compute: ({ sizes }) => sizes?.code,
  source: () => 'counted',
  absent: 'no firmware image',
} satisfies MetricSpec;

import type { MetricSpec } from './spec.ts';

/** The firmware's own copy of the inputs, so that one loaded input serves many inferences. */
export default {
  title: "the firmware's own copy of the inputs",
  group: 'memory',
  unit: 'B',
  compute: ({ sizes }) => sizes?.staging,
  source: () => 'counted',
  absent: 'no firmware image',
} satisfies MetricSpec;

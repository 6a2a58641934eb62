import type { MetricSpec } from './spec.ts';

/** Largest live set with its scratch: no plan can be smaller. */
export default {
  title: 'largest set of tensors alive at once: no plan needs less',
  group: 'memory',
  unit: 'B',
  compute: ({ arenaLowerBoundBytes }) => arenaLowerBoundBytes,
  source: () => 'modelled',
  absent: 'no memory plan',
} satisfies MetricSpec;

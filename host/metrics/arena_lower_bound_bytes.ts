import type { MetricSpec } from './spec.ts';

/** Largest live set with its scratch, outputs over inputs where they may lie so: no plan can be smaller. */
export default {
  title: 'largest set of tensors alive at once, less what may overlap: no plan needs less',
  group: 'memory',
  unit: 'B',
  compute: ({ arenaLowerBoundBytes }) => arenaLowerBoundBytes,
  source: () => 'modelled',
  absent: 'no memory plan',
} satisfies MetricSpec;

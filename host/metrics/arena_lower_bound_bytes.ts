import type { MetricSpec } from './spec.ts';

/** The largest live set with its scratch, or what a chain of outputs takes that each begin a little before their input. */
export default {
  title: 'largest set of tensors alive at once, or what a chain of overlapping ones drifts over: no plan needs less',
  group: 'memory',
  unit: 'B',
  compute: ({ arenaLowerBoundBytes }) => arenaLowerBoundBytes,
  source: () => 'modelled',
  absent: 'no memory plan',
} satisfies MetricSpec;

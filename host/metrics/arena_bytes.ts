import type { MetricSpec } from './spec.ts';

/** Activations and scratch, as the memory plan lays them out. */
export default {
  title: 'RAM for activations and scratch',
  group: 'memory',
  unit: 'B',
  compute: ({ arenaBytes }) => arenaBytes,
  source: () => 'counted',
  absent: 'no memory plan',
} satisfies MetricSpec;

import type { MetricSpec } from './spec.ts';

/** Deepest stack since reset, by the painted words that were overwritten. */
export default {
  title: 'deepest stack since reset',
  group: 'memory',
  unit: 'B',
  compute: ({ stackUsedBytes }) => stackUsedBytes,
  source: ({ board }) => board.timing,
  absent: 'the board was not asked',
} satisfies MetricSpec;

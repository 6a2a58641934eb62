import type { MetricSpec } from './spec.ts';

/** Instructions retired in one inference, which only an emulator sees. */
export default {
  title: 'instructions executed in one inference, median',
  group: 'time',
  unit: 'instructions',
  compute: ({ instructions }) => instructions,
  source: () => 'counted',
  absent: 'the board has no instruction counter',
} satisfies MetricSpec;

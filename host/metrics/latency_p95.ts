import { timing, timingNote } from '../run/derived.ts';
import { quantile } from '../run/statistics.ts';
import type { MetricSpec } from './spec.ts';

/** The slow end of the spread: 95 % of the inferences took at most this. */
export default {
  title: 'latency, 95th percentile',
  unit: 's',
  compute: ({ inferences }) =>
    quantile(
      (inferences ?? []).map(({ seconds }) => seconds),
      0.95,
    ),
  source: timing,
  absent: 'no timed inferences',
  note: timingNote,
} satisfies MetricSpec;

import { timing, timingNote, untimed } from '../facts/derived.ts';
import { quantile } from '../facts/statistics.ts';
import type { MetricSpec } from './spec.ts';

/** The slow end of the spread: 95 % of the inferences took at most this. */
export default {
  title: 'time of one inference, 95th percentile',
  group: 'time',
  unit: 's',
  compute: ({ inferences }) =>
    quantile(
      (inferences ?? []).map(({ seconds }) => seconds),
      0.95,
    ),
  source: timing,
  absent: untimed('no timed inferences'),
  note: timingNote,
} satisfies MetricSpec;

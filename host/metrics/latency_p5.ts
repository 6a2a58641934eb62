import { timing, timingNote, untimed } from '../facts/derived.ts';
import { quantile } from '../facts/statistics.ts';
import type { MetricSpec } from './spec.ts';

/** The fast end of the spread: 5 % of the inferences took at most this. */
export default {
  title: 'time of one inference, 5th percentile',
  group: 'time',
  unit: 's',
  compute: ({ inferences }) =>
    quantile(
      (inferences ?? []).map(({ seconds }) => seconds),
      0.05,
    ),
  source: timing,
  absent: untimed('no timed inferences'),
  note: timingNote,
} satisfies MetricSpec;

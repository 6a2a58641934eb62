import { latency, timing, timingNote, untimed } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Median time of one inference, t. */
export default {
  title: 'time of one inference, median',
  group: 'time',
  unit: 's',
  compute: latency,
  source: timing,
  absent: untimed('no timed inferences'),
  note: timingNote,
} satisfies MetricSpec;

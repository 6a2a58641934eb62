import { latency, timing, timingNote } from '../run/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Median time of one inference, t. */
export default {
  title: 'latency, median',
  unit: 's',
  compute: latency,
  source: timing,
  absent: 'no timed inferences',
  note: timingNote,
} satisfies MetricSpec;

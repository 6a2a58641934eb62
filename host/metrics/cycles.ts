import { cycles, timing, timingNote, untimed } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Median active core cycles of one inference, c. */
export default {
  title: 'active core cycles of one inference, median',
  group: 'time',
  unit: 'cycles',
  compute: cycles,
  source: timing,
  absent: untimed('no timed inferences'),
  note: timingNote,
} satisfies MetricSpec;

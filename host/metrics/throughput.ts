import { latency, ratio, timing, timingNote, untimed } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** 1 / t, inferences back to back (survey, standard metrics). */
export default {
  title: 'inferences back to back, 1 / latency',
  group: 'time',
  unit: 'inferences/s',
  compute: (run) => ratio(1, latency(run)),
  source: timing,
  absent: untimed('no timed inferences'),
  note: timingNote,
} satisfies MetricSpec;

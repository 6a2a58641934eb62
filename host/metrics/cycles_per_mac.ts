import { cycles, macs, ratio, timing, timingNote, untimed } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** c / M, the inverse of MAC per cycle (survey, standard metrics). */
export default {
  title: 'cycles over MACs',
  group: 'time',
  unit: 'cycles/MAC',
  compute: (run) => ratio(cycles(run), macs(run)),
  source: timing,
  absent: untimed('needs timed inferences and the model'),
  note: timingNote,
} satisfies MetricSpec;

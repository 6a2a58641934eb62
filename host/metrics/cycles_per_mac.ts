import { cycles, executedMacs, ratio, timing, timingNote, untimed } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** c / M of what runs, the inverse of MAC per cycle (survey, standard metrics). */
export default {
  title: 'cycles over executed MACs',
  group: 'time',
  unit: 'cycles/MAC',
  compute: (run) => ratio(cycles(run), executedMacs(run)),
  source: timing,
  absent: untimed('needs timed inferences and the model'),
  note: timingNote,
} satisfies MetricSpec;

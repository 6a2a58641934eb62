import { cycles, ratio, score, timing, timingNote, untimed } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Survey, RE_core = A / c: on one always-busy core the use in percent is constant, so cycles. */
export default {
  title: 'accuracy over core cycles',
  group: 'efficiency',
  unit: '%/Mcycle',
  compute: (run) => ratio(score(run), (cycles(run) ?? 0) / 1e6),
  source: timing,
  absent: untimed('needs a labelled set: --data'),
  note: timingNote,
} satisfies MetricSpec;

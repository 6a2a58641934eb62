import { ratio, score } from '../facts/derived.ts';
import { MiB } from '../units.ts';
import type { MetricSpec } from './spec.ts';

/** Survey, RE_access = A / D, the bytes moved by one inference. */
export default {
  title: 'accuracy over bytes moved',
  group: 'efficiency',
  unit: '%/MiB',
  compute: (run) => ratio(score(run), (run.bytesMoved ?? 0) / MiB),
  source: () => 'modelled',
  absent: 'needs a labelled set: --data',
  note: () => 'each operand once, no cache model',
} satisfies MetricSpec;

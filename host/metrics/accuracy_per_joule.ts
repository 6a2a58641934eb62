import { energyNote, energySource, joules, ratio, score, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Survey, RE_joule = A / E. */
export default {
  title: 'accuracy over energy of one inference',
  group: 'efficiency',
  unit: '%/mJ',
  compute: (run) => ratio(score(run), (joules(run) ?? 0) * 1e3),
  source: energySource,
  absent: unpowered('needs --data and an energy'),
  note: energyNote,
} satisfies MetricSpec;

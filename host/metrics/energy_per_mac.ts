import { energyNote, energySource, joules, macs, ratio, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** E / M (survey, standard metrics). */
export default {
  title: 'energy over MACs',
  group: 'energy',
  unit: 'nJ/MAC',
  compute: (run) => ratio(joules(run), macs(run) / 1e9),
  source: energySource,
  absent: unpowered('needs an energy and the model: --instrument ina219, or --model-energy'),
  note: energyNote,
} satisfies MetricSpec;

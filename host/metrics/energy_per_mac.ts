import { energyNote, energySource, executedMacs, joules, ratio, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** E / M of what runs (survey, standard metrics). */
export default {
  title: 'energy over executed MACs',
  group: 'energy',
  unit: 'nJ/MAC',
  compute: (run) => ratio(joules(run), (executedMacs(run) ?? 0) / 1e9),
  source: energySource,
  absent: unpowered('needs an energy and the model: --instrument ina219, or --model-energy'),
  note: energyNote,
} satisfies MetricSpec;

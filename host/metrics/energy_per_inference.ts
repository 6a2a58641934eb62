import { energyNote, energySource, joules, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** E: mean over the trigger windows. */
export default {
  title: "energy of one inference, the board's idle power included",
  group: 'energy',
  unit: 'J',
  compute: joules,
  source: energySource,
  absent: unpowered('no instrument; give --instrument ina219, or --model-energy'),
  note: energyNote,
} satisfies MetricSpec;

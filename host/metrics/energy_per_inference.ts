import { energyNote, energySource, joules } from '../run/derived.ts';
import type { MetricSpec } from './spec.ts';

/** E: mean over the trigger windows. */
export default {
  title: 'energy per inference',
  unit: 'J',
  compute: joules,
  source: energySource,
  absent: 'no instrument; give --instrument ina219, or --model-energy',
  note: energyNote,
} satisfies MetricSpec;

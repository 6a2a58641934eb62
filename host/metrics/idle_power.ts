import { energyNote, energySource, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Power of the board while its core waits: what a duty-cycled product pays between inferences. */
export default {
  title: 'power while the core sleeps',
  group: 'energy',
  unit: 'W',
  compute: ({ energy }) => energy?.idlePowerW,
  source: energySource,
  absent: unpowered('no instrument; give --instrument ina219, or --model-energy'),
  note: energyNote,
} satisfies MetricSpec;

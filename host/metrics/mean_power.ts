import { energyNote, energySource, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Mean power while inferences run back to back. */
export default {
  title: 'power while inferences run back to back',
  group: 'energy',
  unit: 'W',
  compute: ({ energy }) => energy?.meanPowerW,
  source: energySource,
  absent: unpowered('no instrument; give --instrument ina219, or --model-energy'),
  note: energyNote,
} satisfies MetricSpec;

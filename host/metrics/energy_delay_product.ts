import { energyNote, energySource, joules, latency, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** EDP = E t (Gonzalez & Horowitz 1996). */
export default {
  title: 'energy × latency',
  group: 'energy',
  unit: 'J*s',
  compute: (run) => {
    const e = joules(run);
    const t = latency(run);
    return e === undefined || t === undefined ? undefined : e * t;
  },
  source: energySource,
  absent: unpowered('no instrument; give --instrument ina219, or --model-energy'),
  note: energyNote,
} satisfies MetricSpec;

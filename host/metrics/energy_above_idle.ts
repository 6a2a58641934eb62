import { energyNote, energySource, joules, latency, unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** E - P_idle t: what the inference adds to a board that is on anyway. */
export default {
  title: 'energy of one inference less idle power × latency',
  group: 'energy',
  unit: 'J',
  compute: (run) => {
    const e = joules(run);
    const t = latency(run);
    const idle = run.energy?.idlePowerW;
    return e === undefined || t === undefined || idle === undefined ? undefined : e - idle * t;
  },
  source: energySource,
  absent: unpowered('no instrument; give --instrument ina219, or --model-energy'),
  note: energyNote,
} satisfies MetricSpec;

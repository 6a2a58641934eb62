import { unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Relative standard uncertainty of the energy: quantisation, window edges, lost samples; the sensor's gain error is not known. */
export default {
  title: 'relative standard uncertainty of the energy',
  group: 'energy',
  unit: '%',
  compute: ({ energy }) => energy?.uncertainty && 100 * energy.uncertainty,
  source: () => 'modelled',
  absent: unpowered('no instrument'),
  note: () => "without the sensor's gain error",
} satisfies MetricSpec;

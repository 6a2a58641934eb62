import { unpowered } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Share of the energy window that the sensor's own interrupt took, by the device's timer. */
export default {
  title: 'core time spent reading the sensor',
  group: 'energy',
  unit: '%',
  compute: ({ energy }) => energy?.sensorShare && 100 * energy.sensorShare,
  source: ({ board }) => board.timing,
  absent: unpowered('no instrument'),
} satisfies MetricSpec;

import { flashBytes } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** All that the image writes to flash. */
export default {
  title: 'everything written to flash',
  group: 'memory',
  unit: 'B',
  compute: flashBytes,
  source: () => 'counted',
  absent: 'no firmware image',
} satisfies MetricSpec;

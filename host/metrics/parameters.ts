import { parameters } from '../run/derived.ts';
import type { MetricSpec } from './spec.ts';

/** P: stored parameters, a count and not bytes, so blind to quantisation by design. */
export default {
  title: 'parameters',
  unit: 'parameters',
  compute: parameters,
  source: () => 'declared',
  absent: 'no layers',
} satisfies MetricSpec;

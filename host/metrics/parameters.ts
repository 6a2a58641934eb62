import { parameters } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** P: stored parameters, a count and not bytes, so blind to quantisation by design. */
export default {
  title: 'stored weights and biases',
  group: 'work',
  unit: 'parameters',
  compute: (run) => (run.layers.length === 0 ? undefined : parameters(run)),
  source: () => 'declared',
  absent: 'no layers',
} satisfies MetricSpec;

import { parameters } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** P: parameters of the model, a count and not bytes, so blind to quantisation by design. */
export default {
  title: 'weights and biases of the model',
  group: 'work',
  unit: 'parameters',
  compute: parameters,
  source: () => 'declared',
  absent: 'needs the model',
} satisfies MetricSpec;

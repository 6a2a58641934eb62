import { bitOperations } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** Σ M · b_w · b_a over the layers of the model (Van Baalen et al., Bayesian Bits, 2020, BOPs; survey, standard metrics); zero weights count. */
export default {
  title: 'nominal multiply-accumulates, each times the bits of its weight and of its value',
  group: 'work',
  unit: 'BOP',
  compute: bitOperations,
  source: () => 'modelled',
  absent: 'needs the model',
} satisfies MetricSpec;

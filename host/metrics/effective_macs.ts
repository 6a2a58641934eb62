import { effectiveMacs } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** M_effective: nominal multiply-accumulates of the model whose weight is not zero (survey, RE_op; qonnx, analysis/inference_cost.py, `discount_sparsity`). */
export default {
  title: 'those of `macs` whose weight is not zero',
  group: 'work',
  unit: 'MAC',
  compute: effectiveMacs,
  source: () => 'modelled',
  absent: 'needs the model',
} satisfies MetricSpec;

import type { MetricSpec } from './spec.ts';

/** D: weights, inputs and output of every layer, each byte once. */
export default {
  title: 'weights, inputs and outputs of every layer, each byte once',
  group: 'work',
  unit: 'B',
  compute: ({ bytesMoved }) => bytesMoved,
  source: () => 'modelled',
  absent: 'no layers',
  note: () => 'each operand once, no cache model',
} satisfies MetricSpec;

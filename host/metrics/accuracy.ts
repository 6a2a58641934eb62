import { score } from '../facts/derived.ts';
import type { MetricSpec } from './spec.ts';

/** A: top-1 share of the labelled records, in Node over all of them. */
export default {
  title: 'top-1 share of the labelled records',
  group: 'accuracy',
  unit: '%',
  compute: score,
  source: () => 'measured',
  absent: 'needs a labelled set: --data',
  note: () => 'in Node, whose bytes the board repeats',
} satisfies MetricSpec;

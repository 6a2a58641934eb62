import { metrics } from '../metrics/index.gen.ts';
import type { MetricSpec } from '../metrics/spec.ts';
import type { Figure } from '../report/spec.ts';
import type { RunFacts } from './facts.ts';

/** Every metric of a run, with its source, or the reason for its absence. */
export const figuresOf = (facts: RunFacts): Figure[] =>
  Object.entries(metrics as Readonly<Record<string, MetricSpec>>).map(([id, metric]) => {
    const value = metric.compute(facts);
    const note = value === undefined ? metric.absent : metric.note?.(facts);
    return {
      id,
      title: metric.title,
      unit: metric.unit,
      source: metric.source(facts),
      ...(value !== undefined && { value }),
      ...(note && { note }),
    };
  });

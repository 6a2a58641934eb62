import type { RunFacts, Source } from '../facts/run-facts.ts';
import { metrics } from './index.gen.ts';
import type { MetricGroup, MetricSpec } from './spec.ts';

/** One line of a report. Ids and units are stable: programs read them. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly group: MetricGroup;
  /** Absent where there is no honest value; `note` says why. */
  readonly value?: number;
  readonly unit: string;
  readonly source: Source;
  readonly note?: string;
}

/** Every metric of a run, with its source, or the reason for its absence. */
export const figuresOf = (facts: RunFacts): Figure[] =>
  Object.entries(metrics as Readonly<Record<string, MetricSpec>>).map(([id, metric]) => {
    const value = metric.compute(facts);
    const note = value === undefined ? reason(metric, facts) : metric.note?.(facts);
    return {
      id,
      title: metric.title,
      group: metric.group,
      unit: metric.unit,
      source: metric.source(facts),
      ...(value !== undefined && { value }),
      ...(note && { note }),
    };
  });

const reason = ({ absent }: MetricSpec, facts: RunFacts): string =>
  typeof absent === 'string' ? absent : absent(facts);

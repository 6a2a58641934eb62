import type { RunFacts, Source } from '../facts/run-facts.ts';

/** Sections of a report, in their order. */
export const metricGroups = ['accuracy', 'work', 'time', 'memory', 'energy', 'efficiency'] as const;
export type MetricGroup = (typeof metricGroups)[number];

/** One figure of merit: a pure formula over what a run observed. The file's name is its id in every report. */
export interface MetricSpec {
  readonly title: string;
  readonly group: MetricGroup;
  readonly unit: string;
  compute(run: RunFacts): number | undefined;
  source(run: RunFacts): Source;
  /** Printed beside `n/a` where `compute` has no honest answer. */
  readonly absent: string | ((run: RunFacts) => string);
  /** A reservation that the reader must see beside the value. */
  note?(run: RunFacts): string | undefined;
}

import type { RunFacts, Source } from '../run/facts.ts';

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** Absent where there is no honest value; `note` says why. */
  readonly value?: number;
  readonly unit: string;
  readonly source: Source;
  readonly note?: string;
}

export interface ReportSpec {
  readonly render: (facts: RunFacts, figures: readonly Figure[]) => string;
}

import type { ToolError } from '../errors.ts';
import type { RunFacts } from '../facts/run-facts.ts';
import type { Figure } from '../metrics/figures.ts';

/** What was run, with what: enough to run it again. */
export interface Environment {
  readonly picojoule: string;
  readonly node: string;
  readonly platform: string;
  /** Path and SHA-256 of the model file; absent where only a board was asked. */
  readonly model?: { readonly path: string; readonly sha256: string };
  /** Where the inputs came from. */
  readonly input: string;
  /** ISO 8601. */
  readonly date: string;
}

export interface Report {
  readonly facts: RunFacts;
  readonly figures: readonly Figure[];
  readonly environment: Environment;
  /** What ended the run early; the facts are what had been observed by then. */
  readonly failure?: ToolError;
}

/** One form of output. */
export interface ReportSpec {
  readonly render: (report: Report) => string;
}

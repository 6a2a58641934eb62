import type { ToolError } from '../errors.ts';
import type { Figure } from '../metrics/figures.ts';

/** One network on one board: what a run of it told, or why it did not run there. */
export interface Entry {
  /** Path of the model file. */
  readonly model: string;
  /** Of the file, without its folder. */
  readonly name: string;
  readonly board: { readonly id: string; readonly title: string };
  readonly figures: readonly Figure[];
  readonly failure?: ToolError;
  /** No other network on this board is at least as good in all that is known of both, and better in something (`pareto.ts`). */
  readonly isBest?: boolean;
}

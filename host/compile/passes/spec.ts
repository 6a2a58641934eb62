import type { Graph } from '../../model/graph.ts';

/** A rewriting of graphs that leaves every output as it was. Its name switches it off: `--skip-pass NAME`. */
export interface PassSpec {
  readonly name: string;
  /** What it does, for people. */
  readonly title: string;
  readonly apply: (graph: Graph) => Graph;
}

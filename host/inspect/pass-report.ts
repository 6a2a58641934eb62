import { lowerGraph } from '../compile/lower-graph.ts';
import { type PassResult, passResults } from '../compile/passes/index.ts';
import { resolveVariables } from '../compile/resolve-variables.ts';
import type { Tiles } from '../compile/tiles.ts';
import { workOf } from '../model/facts.ts';
import type { Graph } from '../model/graph.ts';

/** What is left of a model, as it would be compiled then. */
export interface PassFigures {
  readonly name: string;
  readonly title: string;
  readonly operators: number;
  readonly macs: number;
  readonly parameters: number;
  /** Constants as they are packed for the board. */
  readonly constantBytes: number;
  /** Most bytes alive at one layer. */
  readonly peakBytes: number;
}

const figures = (
  tiles: Tiles,
  { pass, graph }: Omit<PassResult, 'pass'> & { pass: { name: string; title: string } },
) => {
  const { steps, arena, pool } = lowerGraph(graph, tiles);
  return {
    name: pass.name,
    title: pass.title,
    operators: steps.length,
    ...workOf(graph),
    constantBytes: pool.bytes.length,
    peakBytes: Math.max(0, ...arena.liveBytes),
  };
};

/** The model as it was imported, and as each pass leaves it. */
export const passReport = (imported: Graph, tiles: Tiles, withoutPasses: readonly string[]): PassFigures[] => {
  const graph = resolveVariables(imported);
  const before = { pass: { name: 'imported', title: 'the model as its file has it' }, graph };
  return [before, ...passResults(graph, withoutPasses)].map((result) => figures(tiles, result));
};

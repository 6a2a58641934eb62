import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lowerGraph } from '../../host/compile/lower-graph.ts';
import { applyPasses } from '../../host/compile/passes/index.ts';
import type { Tiles } from '../../host/compile/tiles.ts';
import { ToolError } from '../../host/errors.ts';
import type { Graph } from '../../host/model/graph.ts';
import { importModel } from '../../host/model/import-model.ts';
import { markdownTable } from '../markdown-table.ts';
import { benchModels } from './models.ts';

const allTiles: readonly Tiles[] = ['scalar', 'simd128', 'armv6m', 'dsp'];

/** Every model beside those of the benchmark. */
const modelPaths = (): readonly string[] =>
  [...new Set(benchModels().map(({ path }) => dirname(path)))].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.tflite'))
      .map((file) => join(folder, file)),
  );

const imported = async (path: string): Promise<Graph | undefined> => {
  try {
    return await importModel(path);
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
};

const rowsOf = (graph: Graph): (string | number)[][] =>
  allTiles.map((tiles) => {
    const { bytes, lowerBoundBytes, liveBytes } = lowerGraph(applyPasses(graph), tiles).arena;
    const gap = `${(100 * (bytes / lowerBoundBytes - 1)).toFixed(2)} %`;
    return [graph.name, tiles, Math.max(...liveBytes), lowerBoundBytes, bytes, gap];
  });

/** Arenas of all models that can be imported, beside what no plan is smaller than; and which cannot be imported. */
export const arenaReport = async (): Promise<string> => {
  const graphs = await Promise.all(modelPaths().map(async (path) => ({ path, graph: await imported(path) })));
  const rows = graphs.flatMap(({ graph }) => (graph ? rowsOf(graph) : []));
  const refused = graphs.filter(({ graph }) => !graph).length;
  const table = markdownTable(['model', 'tiles', 'largest live set B', 'lower bound B', 'arena B', 'gap'], rows);
  return `${table}\n\n${graphs.length - refused} models; ${refused} more cannot be imported`;
};

import type { BoardSpec } from '../../boards/spec.ts';
import { lowerGraph } from '../compile/lower-graph.ts';
import { applyPasses } from '../compile/passes/index.ts';
import { realWork } from '../compile/refuse-reals.ts';
import { type Aim, tilesOf } from '../compile/tiles.ts';
import { withRounding } from '../compile/with-rounding.ts';
import { type Work, workOf } from '../model/facts.ts';
import type { Graph, Tensor } from '../model/graph.ts';
import type { Rounding } from '../model/rounding.ts';
import { adviceOn } from './advice.ts';
import { type Fit, fitsOn } from './fits.ts';
import { type InspectedLayer, inspectLayers } from './layers.ts';
import { type MemoryMap, memoryMap } from './memory-map.ts';
import { type PassFigures, passReport } from './pass-report.ts';
import { describe, type InspectedTensor } from './tensors.ts';

export interface InspectOptions {
  readonly boards: Readonly<Record<string, BoardSpec>>;
  /** Whose kernels are shown. */
  readonly board: string;
  /** `speed` if absent. */
  readonly aim?: Aim;
  /** `tflm` if absent. */
  readonly rounding?: Rounding;
  readonly withoutPasses?: readonly string[];
  /** Lowers the model once more for each pass. */
  readonly reportsPasses?: boolean;
}

export interface Inspection {
  readonly name: string;
  readonly rounding: Rounding;
  /** Whose kernels and memory these are: `node` for a network that no board runs. */
  readonly board: string;
  readonly inputs: readonly InspectedTensor[];
  readonly outputs: readonly InspectedTensor[];
  readonly layers: readonly InspectedLayer[];
  /** Of the model as its file has it. */
  readonly macs: number;
  readonly effectiveMacs: number;
  readonly bitOperations: number;
  readonly parameters: number;
  /** What passes leave of it. */
  readonly compiled: Work;
  readonly weightBytes: number;
  readonly arenaBytes: number;
  readonly arenaLowerBoundBytes: number;
  /** Where they were asked for. */
  readonly passes?: readonly PassFigures[];
  readonly memory: MemoryMap;
  /** Empty for such a network. */
  readonly fits: readonly Fit[];
  readonly advice: readonly string[];
}

const QUANTISE = 'boards run int8 networks: quantise this one fully first; all figures here are those of Node';

/** What a model costs on a board, before anything is built; one that only Node runs, there. */
export const inspect = (given: Graph, options: InspectOptions): Inspection => {
  const { boards, board, aim = 'speed', rounding = 'tflm', withoutPasses = [] } = options;
  const imported = withRounding(given, rounding);
  const isReal = realWork(imported).length > 0;
  const tiles = tilesOf(isReal ? 'node' : boards[board]?.target, aim);
  const graph = applyPasses(imported, withoutPasses);
  const lowered = lowerGraph(graph, tiles);
  const layers = inspectLayers(lowered);
  const memory = memoryMap(lowered);
  const fits = isReal ? [] : fitsOn(graph, boards, aim);
  const ends = (ids: readonly number[]) => ids.map((id) => describe(graph.tensors[id] as Tensor));
  return {
    name: graph.name,
    rounding,
    board: isReal ? 'node' : board,
    inputs: ends(graph.inputs),
    outputs: ends(graph.outputs),
    layers,
    ...workOf(imported),
    compiled: workOf(graph),
    weightBytes: lowered.pool.bytes.length,
    arenaBytes: lowered.arena.bytes,
    arenaLowerBoundBytes: lowered.arena.lowerBoundBytes,
    ...(options.reportsPasses && { passes: passReport(imported, tiles, withoutPasses) }),
    memory,
    fits,
    advice: [...(isReal ? [QUANTISE] : []), ...adviceOn(layers, memory, fits)],
  };
};

import type { BoardSpec } from '../../boards/spec.ts';
import { lowerGraph } from '../compile/lower-graph.ts';
import { type Aim, tilesOf } from '../compile/tiles.ts';
import { sum } from '../facts/statistics.ts';
import type { Graph, Tensor } from '../model/graph.ts';
import { tensorBytes } from '../model/shapes.ts';

/** Arena, inputs and stack against RAM, constants against flash; code and runtime, below 20 KB, are not counted. */
export interface Fit {
  readonly board: string;
  readonly ramBytes: number;
  readonly ramLimitBytes: number;
  readonly flashBytes: number;
  readonly flashLimitBytes: number;
}

/** What a graph behind its passes would take on each board; boards of one target share the figures of their kernels. */
export const fitsOn = (graph: Graph, boards: Readonly<Record<string, BoardSpec>>, aim: Aim): Fit[] => {
  const inputBytes = sum(graph.inputs.map((id) => tensorBytes(graph.tensors[id] as Tensor)));
  const needs = new Map<BoardSpec['target'], { arena: number; constants: number }>();
  for (const { target } of Object.values(boards)) {
    if (needs.has(target)) continue;
    const { arena, pool } = lowerGraph(graph, tilesOf(target, aim));
    needs.set(target, { arena: arena.bytes, constants: pool.bytes.length });
  }
  return Object.entries(boards).map(([board, { target, flash, ram, stackBytes }]) => {
    const { arena = 0, constants = 0 } = needs.get(target) ?? {};
    return {
      board,
      ramBytes: arena + inputBytes + stackBytes,
      ramLimitBytes: ram.bytes,
      flashBytes: constants,
      flashLimitBytes: flash.bytes,
    };
  });
};

import type { LoweredGraph } from '../compile/lower-graph.ts';

/** A tensor's or a layer's scratch's place in the arena, and the steps during which it holds it. */
export interface MemoryBlock {
  readonly name: string;
  /** First and last layer, both included; -1 is before the first one, the number of layers is behind the last one. */
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly bytes: number;
}

export interface MemoryMap {
  readonly bytes: number;
  /** Names of the layers, in order. */
  readonly steps: readonly string[];
  /** Largest first. */
  readonly blocks: readonly MemoryBlock[];
  /** The step whose tensors and scratch take most. */
  readonly peak: number;
}

export const memoryMap = ({ graph, steps, arena }: LoweredGraph): MemoryMap => {
  const names = steps.map(({ operator }) => `${operator.index} ${operator.kind}`);
  const blocks = arena.blocks.map(({ tensor, ...block }) => ({
    name: tensor === undefined ? `scratch of ${names[block.from]}` : (graph.tensors[tensor]?.name ?? ''),
    ...block,
  }));
  return {
    bytes: arena.bytes,
    steps: names,
    blocks: blocks.toSorted((a, b) => b.bytes - a.bytes),
    peak: arena.liveBytes.indexOf(Math.max(...arena.liveBytes)),
  };
};

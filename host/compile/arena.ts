import type { Graph } from '../model/graph.ts';
import { tensorBytes } from '../model/shapes.ts';
import { type Lifetime, liveBytesAt, planMemory } from './memory-plan.ts';

/** Where every activation and every layer's scratch lies. */
export interface Arena {
  readonly bytes: number;
  readonly lowerBoundBytes: number;
  /** What is alive while each operator runs, its scratch included. */
  readonly liveBytes: readonly number[];
  /** Offset of a tensor. */
  readonly offsetOf: (tensor: number) => number;
  /** Offset of a layer's scratch, by its place in `graph.operators`. */
  readonly scratchOf: (step: number) => number;
}

/** Plans the arena of a graph, given the scratch bytes of each of its operators. Views lie where their tensor lies. */
export const planArena = (graph: Graph, scratchBytes: readonly number[]): Arena => {
  const rootOf = (tensor: number): number => {
    const target = graph.tensors[tensor]?.aliasOf;
    return target === undefined ? tensor : rootOf(target);
  };
  const spans = new Map<number, { from: number; to: number }>();
  const touch = (tensor: number, step: number) => {
    if (tensor === -1 || graph.tensors[tensor]?.data) return;
    const id = rootOf(tensor);
    const span = spans.get(id) ?? { from: step, to: step };
    spans.set(id, { from: Math.min(span.from, step), to: Math.max(span.to, step) });
  };
  for (const input of graph.inputs) touch(input, -1);
  graph.operators.forEach(({ inputs, outputs }, step) => {
    for (const tensor of [...inputs, ...outputs]) touch(tensor, step);
  });
  for (const output of graph.outputs) touch(output, graph.operators.length);
  const tensors = [...spans.keys()];
  const scratchSteps = scratchBytes.flatMap((bytes, step) => (bytes > 0 ? [step] : []));
  const lifetimes: Lifetime[] = [
    ...tensors.map((tensor) => ({
      bytes: tensorBytes(graph.tensors[tensor] as Graph['tensors'][number]),
      ...(spans.get(tensor) as { from: number; to: number }),
    })),
    ...scratchSteps.map((step) => ({ bytes: scratchBytes[step] as number, from: step, to: step })),
  ];
  const plan = planMemory(lifetimes);
  const offsets = new Map(tensors.map((tensor, index) => [tensor, plan.offsets[index] ?? 0]));
  const scratch = new Map(scratchSteps.map((step, index) => [step, plan.offsets[tensors.length + index] ?? 0]));
  return {
    bytes: plan.bytes,
    lowerBoundBytes: plan.lowerBoundBytes,
    liveBytes: graph.operators.map((_, step) => liveBytesAt(lifetimes, step)),
    offsetOf: (tensor) => offsets.get(rootOf(tensor)) ?? 0,
    scratchOf: (step) => scratch.get(step) ?? 0,
  };
};

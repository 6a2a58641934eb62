import type { Graph, Operator, Tensor } from '../model/graph.ts';
import { operandsOf } from '../model/operands.ts';
import { tensorBytes } from '../model/shapes.ts';
import { stateOf } from '../model/variables.ts';
import type { Lifetime, Overlap } from './lifetimes.ts';
import { liveBytesAt } from './memory-bound.ts';
import { planMemory } from './memory-plan.ts';
import type { Lowered } from './operators/spec.ts';
import { type Starts, startsOver } from './overlap.ts';
import { byteInRoot, rootOf } from './views.ts';

/** A part of the arena, and from which step to which it is taken; step -1 is before the first operator. */
export interface ArenaBlock {
  /** Absent for a layer's scratch. */
  readonly tensor?: number;
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly bytes: number;
}

/** Where every activation and every layer's scratch lies. */
export interface Arena {
  readonly bytes: number;
  readonly lowerBoundBytes: number;
  /** What is alive while each operator runs, its scratch included. */
  readonly liveBytes: readonly number[];
  readonly blocks: readonly ArenaBlock[];
  /** Offset of a tensor. */
  readonly offsetOf: (tensor: number) => number;
  /** Offset of a layer's scratch, by its place in `graph.operators`. */
  readonly scratchOf: (step: number) => number;
}

/** Plans the arena of a graph, given what each of its operators became. Views lie where their tensor lies. */
export const planArena = (graph: Graph, lowered: readonly Pick<Lowered, 'scratchBytes' | 'order'>[]): Arena => {
  const scratchBytes = lowered.map((one) => one.scratchBytes);
  const root = (tensor: number) => rootOf(graph.tensors, tensor);
  const spans = new Map<number, { from: number; to: number }>();
  const touch = (tensor: number, step: number) => {
    if (tensor === -1 || graph.tensors[tensor]?.data) return;
    const id = root(tensor);
    const span = spans.get(id) ?? { from: step, to: step };
    spans.set(id, { from: Math.min(span.from, step), to: Math.max(span.to, step) });
  };
  for (const input of graph.inputs) touch(input, -1);
  graph.operators.forEach(({ inputs, outputs }, step) => {
    for (const tensor of [...inputs, ...outputs]) touch(tensor, step);
  });
  for (const output of graph.outputs) touch(output, graph.operators.length);
  for (const variable of stateOf(graph)) for (const end of [-1, graph.operators.length]) touch(variable, end);
  const tensors = [...spans.keys()];
  const overlapsOf = (operator: Operator, order: Lowered['order']): Overlap[] => {
    const operands = operandsOf(graph, operator);
    const startsAt = (input: number): Starts | undefined => {
      const starts = startsOver(operator, order, { ...operands, x: graph.tensors[input] as Tensor });
      const byte = byteInRoot(graph.tensors, input);
      return starts && { least: starts.least + byte, most: starts.most + byte };
    };
    const reused = new Set(operands.outputs[0]?.reuses?.map(root));
    return [...reused].flatMap((id) => {
      const views = operator.inputs.filter((input) => input !== -1 && root(input) === id).map(startsAt);
      const starts = views.flatMap((one) => one ?? []);
      if (starts.length < views.length) return [];
      const least = Math.max(...starts.map((one) => one.least));
      const most = Math.min(...starts.map((one) => one.most));
      return least <= most ? [{ over: tensors.indexOf(id), least, most }] : [];
    });
  };
  const overlaps = new Map(
    graph.operators.map((operator, step) => [operator.outputs[0], overlapsOf(operator, lowered[step]?.order)]),
  );
  const scratchSteps = scratchBytes.flatMap((bytes, step) => (bytes > 0 ? [step] : []));
  const lifetimes: Lifetime[] = [
    ...tensors.map((tensor) => ({
      bytes: tensorBytes(graph.tensors[tensor] as Graph['tensors'][number]),
      ...(spans.get(tensor) as { from: number; to: number }),
      overlaps: overlaps.get(tensor) ?? [],
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
    blocks: lifetimes.map(({ from, to, bytes }, index) => {
      const tensor = tensors[index];
      return { ...(tensor !== undefined && { tensor }), from, to, offset: plan.offsets[index] ?? 0, bytes };
    }),
    offsetOf: (tensor) => (offsets.get(root(tensor)) ?? 0) + byteInRoot(graph.tensors, tensor),
    scratchOf: (step) => scratch.get(step) ?? 0,
  };
};

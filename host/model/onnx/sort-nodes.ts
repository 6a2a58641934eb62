import { damaged, printable } from '../errors.ts';
import type { GraphProto, NodeProto } from './schema.ts';

/**
 * The nodes that outputs depend on, each behind those that it reads; in the file's order where that is one.
 * @param given names of constants and inputs
 * @throws ToolError `MODEL_DAMAGED` for cycles, and for values that have no maker or two
 */
export const neededNodes = (graph: GraphProto, given: ReadonlySet<string>): readonly NodeProto[] => {
  const makers = new Map<string, number>();
  graph.node.forEach((node, index) => {
    for (const name of node.output) {
      if (name === '') continue;
      if (makers.has(name) || given.has(name)) throw damaged(`"${printable(name)}" is made twice`);
      makers.set(name, index);
    }
  });
  const reads = graph.node.map((node, index) =>
    node.input.flatMap((name) => {
      if (name === '' || given.has(name)) return [];
      const maker = makers.get(name);
      if (maker === undefined) throw damaged(`node ${index} reads "${printable(name)}", which nothing makes`);
      return [maker];
    }),
  );
  const roots = graph.output.flatMap(({ name }) => makers.get(name) ?? []);
  const needed = reachable(roots, reads);
  return inOrder(
    [...needed].sort((a, b) => a - b),
    reads,
  ).map((index) => graph.node[index] as NodeProto);
};

const reachable = (roots: readonly number[], reads: readonly (readonly number[])[]): Set<number> => {
  const found = new Set(roots);
  // The set grows while it is walked.
  for (const index of found) for (const maker of reads[index] ?? []) found.add(maker);
  return found;
};

/** Depth first without recursion: a file may be one chain of tens of thousands. */
const inOrder = (indices: readonly number[], reads: readonly (readonly number[])[]): readonly number[] => {
  const done = new Set<number>();
  const open = new Set<number>();
  for (const root of indices) {
    const stack = [root];
    while (stack.length > 0) {
      const index = stack.at(-1) as number;
      const waiting = done.has(index) ? [] : (reads[index] ?? []).filter((maker) => !done.has(maker));
      if (waiting.length === 0) {
        stack.pop();
        open.delete(index);
        done.add(index);
        continue;
      }
      if (open.has(index)) throw damaged(`node ${index} depends on its own result`);
      open.add(index);
      stack.push(...waiting);
    }
  }
  return [...done];
};

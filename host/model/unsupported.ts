import { unsupported } from './errors.ts';
import type { Graph } from './graph.ts';
import { refusalOf } from './rules.ts';
import { hasElements } from './shapes.ts';

export interface Unsupported {
  /** The operator, or the operator and what about it. */
  readonly what: string;
  readonly index: number;
}

const MAX_NAMES = 40;
const MAX_INDICES = 8;

/** Inputs and outputs of the whole graph that are no numbers. */
const foreignEnds = ({ tensors, inputs, outputs }: Graph): string[] => {
  const ends = [...inputs.map((id) => ['input', id] as const), ...outputs.map((id) => ['output', id] as const)];
  return ends.flatMap(([end, id]) => {
    const dtype = tensors[id]?.dtype ?? 'int8';
    return hasElements(dtype) ? [] : [`${dtype} ${end} (tensor ${id})`];
  });
};

/** Names everything that cannot be compiled at once, before anything is built. */
export const refuseUnsupported = (
  graph: Graph,
  unknown: readonly Unsupported[],
  features: readonly string[] = [],
): void => {
  const known = graph.operators.flatMap((operator) => {
    const reason = refusalOf(graph, operator);
    return reason ? [{ what: `${operator.kind} ${reason}`, index: operator.index }] : [];
  });
  const byName = new Map<string, number[]>();
  for (const { what, index } of [...unknown, ...known]) {
    const indices = byName.get(what);
    if (indices) indices.push(index);
    else byName.set(what, [index]);
  }
  const operators = [...byName].map(([what, all]) => {
    const indices = all.toSorted((a, b) => a - b);
    return `${what} (operator ${indices.slice(0, MAX_INDICES).join(', ')}${indices.length > MAX_INDICES ? ', …' : ''})`;
  });
  const list = [...features, ...operators, ...foreignEnds(graph)];
  if (list.length === 0) return;
  const more = list.length - MAX_NAMES;
  throw unsupported(more > 0 ? [...list.slice(0, MAX_NAMES), `and ${more} more`] : list);
};

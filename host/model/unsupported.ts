import { unsupported } from './errors.ts';
import type { Graph, Operator } from './graph.ts';

export interface Unsupported {
  /** The operator, or the operator and what about it. */
  readonly what: string;
  readonly index: number;
}

const MAX_NAMES = 40;
const MAX_INDICES = 8;
/**
 * Beyond it the reference is undefined: 512 equal values sum to 2^9, and the result is shifted by 32
 * (tensorflow/lite/kernels/internal/reference/softmax.h).
 */
const MAX_SOFTMAX = 511;

/** A reason why the compiler has no kernel for a known operator, or undefined. */
const reason = (graph: Graph, operator: Operator): string | undefined => {
  const at = (index: number) => graph.tensors[operator.inputs[index] ?? -1];
  const hasShape = operator.kind === 'RESHAPE' || operator.kind === 'PAD';
  const types = [...operator.inputs.slice(0, hasShape ? 1 : 2), ...operator.outputs]
    .map((id) => graph.tensors[id]?.dtype)
    .filter((dtype) => dtype !== undefined && dtype !== 'int8');
  if (types.length > 0) return `${operator.kind} with ${[...new Set(types)].join(' and ')}`;
  const { options } = operator;
  if ('activation' in options && (options.activation === 'tanh' || options.activation === 'sign_bit'))
    return `${operator.kind} with fused ${options.activation}`;
  if (operator.kind === 'SOFTMAX' && (at(0)?.shape.at(-1) ?? 0) > MAX_SOFTMAX)
    return `${operator.kind} over more than ${MAX_SOFTMAX} values`;
  if (hasShape) return at(1) && !at(1)?.data ? `${operator.kind} to a computed shape` : undefined;
  const needsConstant = operator.kind.endsWith('CONV_2D') || operator.kind === 'FULLY_CONNECTED';
  if (needsConstant && at(1) && !at(1)?.data) return `${operator.kind} with computed weights`;
  return undefined;
};

/** Inputs and outputs of the whole graph that are no int8 tensors. */
const foreignEnds = ({ tensors, inputs, outputs }: Graph): string[] => {
  const ends = [...inputs.map((id) => ['input', id] as const), ...outputs.map((id) => ['output', id] as const)];
  return ends.flatMap(([end, id]) => {
    const dtype = tensors[id]?.dtype ?? 'int8';
    return dtype === 'int8' ? [] : [`${dtype} ${end} (tensor ${id})`];
  });
};

/** Names everything that cannot be compiled at once, before anything is built. */
export const refuseUnsupported = (
  graph: Graph,
  unknown: readonly Unsupported[],
  features: readonly string[] = [],
): void => {
  const known = graph.operators.flatMap((operator) => {
    const what = reason(graph, operator);
    return what ? [{ what, index: operator.index }] : [];
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

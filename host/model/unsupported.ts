import { ExitCode, ToolError } from '../errors.ts';
import type { Graph, Operator } from './graph.ts';

export interface Unsupported {
  /** The operator, or the operator and what about it. */
  readonly what: string;
  readonly index: number;
}

/** A reason why the compiler has no kernel for a known operator, or undefined. */
const reason = (graph: Graph, operator: Operator): string | undefined => {
  const types = [...operator.inputs.slice(0, operator.kind === 'RESHAPE' ? 1 : 2), ...operator.outputs]
    .map((id) => graph.tensors[id]?.dtype)
    .filter((dtype) => dtype !== undefined && dtype !== 'int8');
  if (types.length > 0) return `${operator.kind} with ${[...new Set(types)].join(' and ')}`;
  const { options } = operator;
  if ('activation' in options && (options.activation === 'tanh' || options.activation === 'sign_bit'))
    return `${operator.kind} with fused ${options.activation}`;
  const weights = graph.tensors[operator.inputs[1] ?? -1];
  const needsConstant = operator.kind.endsWith('CONV_2D') || operator.kind === 'FULLY_CONNECTED';
  if (needsConstant && weights && !weights.data) return `${operator.kind} with computed weights`;
  return undefined;
};

/** Names everything that cannot be compiled at once, before anything is built. */
export const refuseUnsupported = (graph: Graph, unknown: readonly Unsupported[]): void => {
  const known = graph.operators.flatMap((operator) => {
    const what = reason(graph, operator);
    return what ? [{ what, index: operator.index }] : [];
  });
  const byName = new Map<string, number[]>();
  for (const { what, index } of [...unknown, ...known]) byName.set(what, [...(byName.get(what) ?? []), index]);
  if (byName.size === 0) return;
  const list = [...byName].map(
    ([what, indices]) => `${what} (operator ${indices.slice(0, 8).join(', ')}${indices.length > 8 ? ', …' : ''})`,
  );
  throw new ToolError(
    'UNSUPPORTED_OPERATOR',
    ExitCode.Refused,
    `not supported: ${list.join('; ')}`,
    'Quantise the model fully to int8 and keep to CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED, ADD, AVERAGE_POOL_2D, RESHAPE and SOFTMAX.',
  );
};

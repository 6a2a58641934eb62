import { ExitCode, ToolError } from '../errors.ts';
import { macs } from '../model/facts.ts';
import type { Graph, Operator } from '../model/graph.ts';
import type { NetworkTarget } from './tiles.ts';

const MAX_NAMES = 8;

/** Weighs signs: what its real outputs are made of is whole numbers. */
const isBinary = ({ kind }: Operator): boolean => kind === 'LceBconv2d';

/**
 * Operators that weigh real numbers (that count multiply-accumulates): work for Node alone. Others, such as the softmax behind an
 * int8 network, boards do in software, and so what stands around binary layers: it is small beside them.
 */
export const realWork = (graph: Graph): readonly Operator[] =>
  graph.operators.some(isBinary)
    ? []
    : graph.operators.filter(
        (operator) => macs(operator, graph) > 0 && graph.tensors[operator.outputs[0] ?? -1]?.dtype === 'float32',
      );

/**
 * Boards run networks of integers.
 * @throws ToolError `NOT_QUANTIZED`
 */
export const refuseReals = (graph: Graph, target: NetworkTarget | undefined): void => {
  if (target === undefined || target === 'node') return;
  const real = realWork(graph);
  if (real.length === 0) return;
  const names = real.slice(0, MAX_NAMES).map(({ kind, index }) => `${kind} (operator ${index})`);
  throw new ToolError(
    'NOT_QUANTIZED',
    ExitCode.Refused,
    `boards run int8 networks, this one is float32: ${names.join(', ')}${real.length > MAX_NAMES ? ', …' : ''}`,
    'Quantise the model fully to int8; as it is, `picojoule run --board node` runs it on this machine.',
  );
};

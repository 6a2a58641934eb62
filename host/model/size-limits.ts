import { MiB } from '../units.ts';
import { tooLarge } from './errors.ts';
import { macs } from './facts.ts';
import type { Graph, Operator, OperatorKind } from './graph.ts';
import { operandsOf } from './operands.ts';
import { rulesOf } from './rules.ts';
import { tensorBytes } from './shapes.ts';

// What a microcontroller could hold or finish, with generous room: beyond it a model is a mistake, and compiling or running it
// would take the memory or the time of the machine that does it.

/** Networks for microcontrollers have some hundred. */
const MAX_OPERATORS = 2048;
/** Memory-mapped flash, external chips included. */
const MAX_CONSTANT_BYTES = 16 * MiB;
/** External RAM. */
const MAX_ACTIVATION_BYTES = 64 * MiB;
const MAX_CHANNELS = 65_536;
/** Half an hour at one per cycle and 50 MHz. */
const MAX_WORK = 1e11;

/** @throws ToolError `MODEL_TOO_LARGE` */
export const refuseTooLarge = (graph: Graph): void => {
  const { operators, tensors } = graph;
  if (operators.length > MAX_OPERATORS)
    throw tooLarge(`the model has ${operators.length} operators, more than ${MAX_OPERATORS}`);
  const bytesOf = (ids: Iterable<number>, constant: boolean) =>
    [...ids].reduce((sum, id) => {
      const tensor = tensors[id];
      return tensor && (tensor.data !== undefined) === constant ? sum + tensorBytes(tensor) : sum;
    }, 0);
  // A constant counts once per operator: each gets its own packed copy.
  const constants = operators.reduce((sum, { inputs }) => sum + bytesOf(inputs, true), 0);
  if (constants > MAX_CONSTANT_BYTES)
    throw tooLarge(`its weights take ${constants} bytes, more than ${MAX_CONSTANT_BYTES}`);
  const used = new Set([...graph.inputs, ...operators.flatMap(({ inputs, outputs }) => [...inputs, ...outputs])]);
  const activations = bytesOf(used, false);
  if (activations > MAX_ACTIVATION_BYTES)
    throw tooLarge(`its activations take ${activations} bytes in all, more than ${MAX_ACTIVATION_BYTES}`);
  for (const operator of operators) {
    const channels = outputChannels(graph, operator);
    if (channels > MAX_CHANNELS)
      throw tooLarge(`operator ${operator.index} has ${channels} output channels, more than ${MAX_CHANNELS}`);
  }
  const work = operators.reduce((sum, operator) => sum + workOf(graph, operator), 0);
  if (work > MAX_WORK) throw tooLarge(`it takes ${work.toExponential(1)} operations, more than ${MAX_WORK}`);
};

const learnedPerChannel: readonly OperatorKind[] = [
  'CONV_2D',
  'DEPTHWISE_CONV_2D',
  'FULLY_CONNECTED',
  'TRANSPOSE_CONV',
];

/** Channels that have constants of their own. */
const outputChannels = (graph: Graph, { kind, outputs }: Operator): number =>
  learnedPerChannel.includes(kind) ? (graph.tensors[outputs[0] ?? -1]?.shape.at(-1) ?? 0) : 0;

/** Multiply-accumulates, or the elements that a pool's windows see. */
const workOf = (graph: Graph, operator: Operator): number =>
  macs(operator, graph) + (rulesOf(operator.kind)?.visits?.(operator, operandsOf(graph, operator)) ?? 0);

import type { Graph, Tensor } from '../../model/graph.ts';
import { operandsOf } from '../operators/spec.ts';
import { ruleOf } from './index.ts';
import { ANYTHING, type Interval, union } from './interval.ts';
import { keepAll, kept } from './links.ts';
import type { Channels } from './spec.ts';

/** No kernel makes an empty tensor; and one weight scale where there were several would mean another rounding (`matrixRescale`). */
const FEWEST = 2;

const count = ({ shape }: Tensor): number => shape.at(-1) ?? 1;

/** What the channels of all tensors can be. */
const intervalsOf = (graph: Graph): ((tensor: Tensor) => readonly Interval[]) => {
  const known = new Map<number, readonly Interval[]>();
  const of = (tensor: Tensor): readonly Interval[] => known.get(tensor.id) ?? given(tensor);
  for (const operator of graph.operators) {
    const operands = operandsOf(graph, operator);
    known.set(operands.y.id, ruleOf(operator.kind).intervals(operator, operands, of));
  }
  return of;
};

/** Of a constant, or of an input of the network. */
const given = (tensor: Tensor): Interval[] => {
  const channels = count(tensor);
  const intervals = new Array<Interval>(channels).fill(ANYTHING);
  const { data } = tensor;
  if (!data) return intervals;
  const values = new Int8Array(data.buffer, data.byteOffset, data.length);
  values.forEach((value, index) => {
    const one = { min: value, max: value };
    intervals[index % channels] = index < channels ? one : union(intervals[index % channels] as Interval, one);
  });
  return intervals;
};

/** Decides which channels stay: the caller's, and all that these need. */
export const channelsOf = (graph: Graph): Channels => {
  const of = intervalsOf(graph);
  const staying = new Map<number, Set<number>>();
  let isSettled = false;
  const channels: Channels = {
    count,
    constant: (tensor, channel) => {
      const { min = 0, max = 1 } = of(tensor)[channel] ?? {};
      return min === max ? min : undefined;
    },
    isKept: ({ id, data }, channel) => data !== undefined || staying.get(id)?.has(channel) === true,
    keep: (tensor, channel) => {
      if (channels.isKept(tensor, channel)) return;
      staying.set(tensor.id, (staying.get(tensor.id) ?? new Set()).add(channel));
      isSettled = false;
    },
  };
  const settle = () => {
    while (!isSettled) {
      isSettled = true;
      for (const operator of graph.operators.toReversed())
        ruleOf(operator.kind).keep(operator, operandsOf(graph, operator), channels);
    }
  };
  const tensor = (id: number) => graph.tensors[id] as Tensor;
  for (const id of [...graph.inputs, ...graph.outputs]) keepAll(channels, tensor(id));
  settle();
  for (const { outputs } of graph.operators) {
    const made = tensor(outputs[0] as number);
    for (let channel = 0; kept(channels, made).length < Math.min(FEWEST, count(made)); channel++)
      channels.keep(made, channel);
    settle();
  }
  return channels;
};

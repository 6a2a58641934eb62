import type { Graph, Tensor } from '../../model/graph.ts';
import { operandsOf } from '../../model/operands.ts';
import { ruleOf } from './index.ts';
import { anything, type Interval, union } from './interval.ts';
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
    const [first, ...others] = operands.outputs;
    if (first) known.set(first.id, ruleOf(operator, operands).intervals(operator, operands, of));
    for (const other of others) known.set(other.id, anything(other));
  }
  return of;
};

/** Of a constant, or of an input of the network. */
const given = (tensor: Tensor): Interval[] => {
  const channels = count(tensor);
  const intervals = anything(tensor);
  const { data, dtype } = tensor;
  if (!data || dtype !== 'int8') return intervals;
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
      for (const operator of graph.operators.toReversed()) {
        const operands = operandsOf(graph, operator);
        ruleOf(operator, operands).keep(operator, operands, channels);
      }
    }
  };
  const tensor = (id: number) => graph.tensors[id] as Tensor;
  for (const id of [...graph.inputs, ...graph.outputs]) keepAll(channels, tensor(id));
  settle();
  for (const id of graph.operators.flatMap(({ outputs }) => outputs)) {
    const made = tensor(id);
    for (let channel = 0; kept(channels, made).length < Math.min(FEWEST, count(made)); channel++)
      channels.keep(made, channel);
    settle();
  }
  return channels;
};

import type { Operator, OperatorKind, Tensor } from '../../model/graph.ts';
import type { Operands } from '../../model/operands.ts';
import { biases, weightsOf } from '../convolution.ts';
import { affine } from '../quantize.ts';
import type { Interval } from './interval.ts';
import { kept } from './links.ts';
import { opaque } from './opaque.ts';
import { slices } from './slices.ts';
import type { ChannelRule, Channels, NewConstant } from './spec.ts';
import { differences, outputOf, type WeightedSum } from './weighted-sum.ts';

/** One filter of weights [output, …, input channel]. */
const filtersOf = (w: Tensor): Int8Array[] => {
  const [outputs = 1] = w.shape;
  const weights = weightsOf(w);
  const taps = weights.length / outputs;
  return Array.from({ length: outputs }, (_, output) => weights.subarray(output * taps, (output + 1) * taps));
};

const intervals = (sum: WeightedSum, { x, y, w, bias }: Operands, of: readonly Interval[]): Interval[] => {
  const inputs = differences(x, sum, of);
  const filters = filtersOf(w as Tensor);
  const first = biases(bias, filters.length);
  const inputOf = (tap: number) => inputs[tap % inputs.length] as Interval;
  return filters.map((filter, output) => outputOf(filter, inputOf, first[output] as number, output, y, sum));
};

/**
 * An input channel can go if no output that stays has a weight for it, or if it is a constant that adds the same to every
 * window's sum: where no window meets padding, or where the constant is the value of padding.
 */
const keep = ({ isPadded }: WeightedSum, { x, y, w }: Operands, channels: Channels): void => {
  const filters = filtersOf(w as Tensor);
  const { zero } = affine(x);
  const isFree = Array.from({ length: channels.count(x) }, (_, channel) => {
    const value = channels.constant(x, channel);
    return channels.isKept(x, channel) || value === zero || (value !== undefined && !isPadded);
  });
  if (isFree.every(Boolean)) return;
  for (const output of kept(channels, y))
    filters[output]?.forEach((weight, tap) => {
      if (weight !== 0 && !isFree[tap % isFree.length]) channels.keep(x, tap % isFree.length);
    });
};

/** The filters that stay, without the weights of what went: its part of each sum is in the bias. */
const constants = ({ x, y, w: all, bias }: Operands, channels: Channels): (NewConstant | undefined)[] => {
  const w = all as Tensor;
  const filters = filtersOf(w);
  const inputs = channels.count(x);
  const first = biases(bias, filters.length);
  const { zero } = affine(x);
  const outputs = kept(channels, y);
  const parts = Array.from({ length: inputs }, (_, channel) =>
    channels.isKept(x, channel) ? 0 : (channels.constant(x, channel) ?? zero) - zero,
  );
  const sums = outputs.map((output) =>
    filters[output]?.reduce(
      (sum, weight, tap) => sum + weight * (parts[tap % inputs] as number),
      first[output] as number,
    ),
  ) as number[];
  const last = w.shape.length - 1;
  const columns = Array.from({ length: w.shape[last] as number }, (_, column) => column);
  return [
    undefined,
    slices(
      slices(w, 0, outputs),
      last,
      columns.filter((column) => channels.isKept(x, column % inputs)),
    ),
    {
      name: bias?.name ?? `bias of ${y.name}`,
      dtype: 'int32',
      shape: [sums.length],
      data: new Uint8Array(Int32Array.from(sums).buffer),
    },
  ];
};

/** The rule of an operator whose every output channel is a weighted sum of all input channels, where `sumOf` finds it to be one. */
export const mixing = <K extends OperatorKind>(
  sumOf: (operator: Extract<Operator, { kind: K }>, operands: Operands) => WeightedSum | undefined,
): ChannelRule<K> => ({
  intervals: (operator, operands, of) => {
    const sum = sumOf(operator, operands);
    return sum ? intervals(sum, operands, of(operands.x)) : opaque.intervals(operator, operands, of);
  },
  keep: (operator, operands, channels) => {
    const sum = sumOf(operator, operands);
    if (sum) keep(sum, operands, channels);
    else opaque.keep(operator, operands, channels);
  },
  constants: (operator, operands, channels) => (sumOf(operator, operands) ? constants(operands, channels) : []),
});

import type { OperatorOf, Tensor } from '../model/graph.ts';
import { windowPads } from '../model/shapes.ts';
import { sumBits, type Weighted } from '../model/sum-rules.ts';
import { biases, channelRescale, type Filter, weightsOf } from './convolution.ts';
import type { Convolution } from './lower-convolution.ts';
import { affine } from './quantize.ts';
import { type Phase, phasesOf } from './transposed-phases.ts';

type Pair = readonly [rows: number, columns: number];

/** One convolution of those that make up a transposed one. */
export interface TransposedPart {
  readonly convolution: Convolution;
  /**
   * Where its outputs go that have others between them: row and column of the first, how many of those that it makes, and from one
   * to the next. Absent where it writes all outputs.
   */
  readonly place?: { readonly first: Pair; readonly count: Pair; readonly step: Pair };
}

const ONE: Pair = [1, 1];

/** Outputs that no tap reaches: they are made of the bias alone. */
const unreached = (output: number, input: number): Phase => ({
  ...{ first: 0, count: output, made: output },
  ...{ taps: [Number.POSITIVE_INFINITY], before: 0, after: output - input },
});

const isWhole = (phases: readonly Phase[], output: number): boolean =>
  phases.reduce((sum, { count }) => sum + count, 0) === output;

/** Filters of `x` for given taps, by row and column; weights outside the filter are 0. */
const filtersFor = ({ x, w: filters, bias, y }: Weighted): ((row: Phase, column: Phase) => Filter[]) => {
  const w = filters as Tensor;
  const [outChannels = 1, kernelH = 1, kernelW = 1, channels = 1] = w.shape;
  const weights = weightsOf(w);
  const bias32 = biases(bias, outChannels);
  const nothing = new Array<number>(channels).fill(0);
  const pixel = (channel: number, ky: number, kx: number): readonly number[] => {
    if (ky >= kernelH || kx >= kernelW) return nothing;
    const at = ((channel * kernelH + ky) * kernelW + kx) * channels;
    return [...weights.subarray(at, at + channels)];
  };
  return (row, column) =>
    Array.from({ length: outChannels }, (_, channel) => ({
      taps: row.taps.flatMap((ky) => column.taps.flatMap((kx) => pixel(channel, ky, kx))),
      bias: bias32[channel] ?? 0,
      rescale: channelRescale(x, w, y, channel),
    }));
};

/** The convolutions of one image, in the order in which they are to run. */
export const transposedParts = (
  { padding, strideH, strideW, activation }: OperatorOf<'TRANSPOSE_CONV'>['options'],
  operands: Weighted,
): readonly TransposedPart[] => {
  const { x, w, y } = operands;
  const [, kernelH = 1, kernelW = 1] = w?.shape ?? [];
  const [, inH = 1, inW = 1, channels = 1] = x.shape;
  const [, outH = 1, outW = 1] = y.shape;
  const { top, left } = windowPads({
    ...{ input: [outH, outW], output: [inH, inW], kernel: [kernelH, kernelW] },
    ...{ stride: [strideH, strideW], dilation: ONE, padding },
  });
  const rows = phasesOf({ input: inH, output: outH, kernel: kernelH, step: strideH, pad: top });
  const columns = phasesOf({ input: inW, output: outW, kernel: kernelW, step: strideW, pad: left });
  const filters = filtersFor(operands);
  const convolution = (row: Phase, column: Phase): Convolution => ({
    window: {
      ...{ input: [inH, inW], output: [row.made, column.made], kernel: [row.taps.length, column.taps.length] },
      ...{ stride: ONE, dilation: ONE, channels, activation },
      padding: { top: row.before, bottom: row.after, left: column.before, right: column.after },
    },
    scaling: { inputZero: affine(x).zero, isZeroFolded: false, output: affine(y) },
    groups: [filters(row, column)],
    sumBits: sumBits(operands),
  });
  const parts = rows.flatMap((row) =>
    columns.map(
      (column): TransposedPart => ({
        convolution: convolution(row, column),
        place: { first: [row.first, column.first], count: [row.count, column.count], step: [strideH, strideW] },
      }),
    ),
  );
  if (!isWhole(rows, outH) || !isWhole(columns, outW))
    return [{ convolution: convolution(unreached(outH, inH), unreached(outW, inW)) }, ...parts];
  const [only, ...others] = parts;
  return only && others.length === 0 ? [{ convolution: only.convolution }] : parts;
};

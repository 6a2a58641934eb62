import type { Affine } from '../../../host/compile/quantize.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { quantizeBias } from '../quantize.ts';
import { type Block, type FamilyNetwork, KERNEL } from './network.ts';
import { linesOf } from './norm-lines.ts';
import { codesOf } from './outputs-first.ts';
import { convOptions, imageShape } from './windows.ts';

interface Int8Conv {
  readonly name: string;
  readonly activation: 'none' | 'relu';
  /** Quantisation of the result; it may depend on what one unit of each output's sum stands for. */
  readonly output: (units: readonly number[]) => Affine;
  /** How a bias becomes whole: to the nearest unless told. */
  readonly round?: (bias: number, unit: number) => number;
}

/**
 * A block's convolution and normalisation as CONV_2D: factors go into the scales of filters, their signs into the codes; so codes
 * are those of training. Adds the operator, gives its result.
 */
export const addInt8Conv = (
  graph: GraphBuilder,
  x: number,
  { conv, norm, stride, inputShape }: Block,
  { name, activation, output, round = quantizeBias }: Int8Conv,
): number => {
  const { codes, scales } = codesOf(conv);
  const lines = linesOf(norm);
  const taps = codes.length / lines.length;
  const filterScales = lines.map(({ factor }, at) => Math.fround(Math.abs(factor) * (scales[at] as number)));
  const units = filterScales.map((scale) => Math.fround(graph.affineOf(x).scale * scale));
  const filter = codes.map((code, at) => code * Math.sign(lines[Math.floor(at / taps)]?.factor as number));
  const bias = Int32Array.from(lines, ({ offset }, at) => round(offset, units[at] as number));
  const zeroPoints = lines.map(() => 0);
  const inputs = [
    x,
    graph.constant(`${name}/filter`, [lines.length, KERNEL, KERNEL, inputShape[2]], filter, {
      ...{ scales: filterScales, zeroPoints, axis: 0 },
    }),
    graph.constant(`${name}/bias`, [lines.length], bias, { scales: units, zeroPoints, axis: 0 }),
  ];
  const y = graph.activation(name, imageShape(conv.outputShape), output(units));
  graph.operator({ kind: 'CONV_2D', inputs, outputs: [y], options: convOptions(stride, activation) });
  return y;
};

/** The last layer over one row; its logits have the range that they had over some images of training. */
export const addInt8Dense = (graph: GraphBuilder, flat: number, { dense }: FamilyNetwork, logits: Affine): number => {
  const { codes, scales } = codesOf(dense);
  const [scale = 1] = scales;
  const unit = Math.fround(graph.affineOf(flat).scale * scale);
  const outputs = dense.bias.length;
  const bias = Int32Array.from(dense.bias, (value) => quantizeBias(value, unit));
  const one = (of: number) => ({ scales: [of], zeroPoints: [0], axis: 0 });
  const inputs = [
    flat,
    graph.constant('dense/filter', [outputs, codes.length / outputs], codes, one(scale)),
    graph.constant('dense/bias', [outputs], bias, one(unit)),
  ];
  const y = graph.activation('logits', [1, outputs], logits);
  const options = { activation: 'none', keepNumDims: false } as const;
  graph.operator({ kind: 'FULLY_CONNECTED', inputs, outputs: [y], options });
  return y;
};

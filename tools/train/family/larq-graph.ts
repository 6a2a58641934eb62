import type { Affine } from '../../../host/compile/quantize.ts';
import type { Graph } from '../../../host/model/graph.ts';
import { packedWords, WORD_BITS } from '../../../host/model/packed-bits.ts';
import { elements } from '../../../host/model/shapes.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { PIXEL } from '../quantize.ts';
import { addInt8Conv, addInt8Dense } from './int8-layers.ts';
import { type Block, type FamilyNetwork, IMAGE, KERNEL } from './network.ts';
import { linesOf } from './norm-lines.ts';
import { codesOf } from './outputs-first.ts';
import { convOptions, flattened, imageShape, POOL } from './windows.ts';

/**
 * The binary member as Larq Compute Engine's converter writes such a network: an int8 convolution, its signs, binary convolutions
 * whose outputs are signs again, and a dense layer over +1 and -1 as int8.
 */
export const larqGraph = (network: FamilyNetwork, logits: Affine): Graph => {
  const graph = new GraphBuilder();
  const image = graph.activation('image', imageShape(IMAGE), PIXEL);
  const [first, ...hidden] = network.blocks as [Block, ...Block[]];
  const sums = addInt8Conv(graph, image, first, {
    name: 'conv_0',
    activation: 'none',
    output: leastUnit,
    round: floored,
  });
  let x = graph.value('signs_0', packedShape(first.outputShape), 'int32');
  graph.operator({ kind: 'LceQuantize', inputs: [sums], outputs: [x], options: {} });
  hidden.forEach((block, index) => {
    x = addBinaryConv(graph, x, block, index + 1);
  });
  const last = network.blocks.at(-1) as Block;
  const signs = graph.activation('signs', imageShape(last.outputShape), { scale: 1, zero: 0 });
  graph.operator({ kind: 'LceDequantize', inputs: [x], outputs: [signs], options: {} });
  const length = elements(last.outputShape);
  const flat = flattened(graph, signs, graph.activation('flat', [1, length], { scale: 1, zero: 0 }), length);
  return graph.finish(`family-${network.member}`, [image], [addInt8Dense(graph, flat, network, logits)]);
};

/** Only signs count: with the least of all units none rounds to 0 that is not, and large ones may saturate. */
const leastUnit = (units: readonly number[]): Affine => ({ scale: Math.min(...units), zero: 0 });

/** Of whole sums, sum + bias >= 0 where sum + floor(bias) >= 0. */
const floored = (bias: number, unit: number): number => Math.floor(bias / unit);

const packedShape = ([height, width, channels]: Block['outputShape']): number[] => [
  1,
  height,
  width,
  packedWords(channels),
];

const addBinaryConv = (graph: GraphBuilder, x: number, block: Block, at: number): number => {
  const { conv, norm, stride, isPooled, inputShape, outputShape } = block;
  const [, , channels] = inputShape;
  const { codes } = codesOf(conv);
  const lines = linesOf(norm);
  const taps = codes.length / lines.length;
  // A sum is taps - 2 · count of differing signs; with a negative factor the filter's signs change, and so do the sum and the factor.
  const thresholds = Int32Array.from(lines, ({ factor, offset }) => Math.floor((taps + offset / Math.abs(factor)) / 2));
  const signs = codes.map((code, index) => code * Math.sign(lines[Math.floor(index / taps)]?.factor as number));
  const words = packedWords(channels);
  const inputs = [
    x,
    graph.constant(`conv_${at}/filter`, [lines.length, KERNEL, KERNEL, words], packed(signs, channels)),
    ...[-1, -1],
    graph.constant(`conv_${at}/thresholds`, [lines.length], thresholds),
  ];
  const y = graph.value(`conv_${at}`, packedShape(conv.outputShape), 'int32');
  const options = { ...convOptions(stride, 'none'), channelsIn: channels, padValues: 0 };
  graph.operator({ kind: 'LceBconv2d', inputs, outputs: [y], options });
  if (!isPooled) return y;
  const pooled = graph.value(`pool_${at}`, packedShape(outputShape), 'int32');
  graph.operator({ kind: 'LceBMaxPool2d', inputs: [y], outputs: [pooled], options: POOL });
  return pooled;
};

/** Rows of signs, whole words of them: channel c in bit c mod 32, 1 for -1. */
const packed = (signs: Int8Array, channels: number): Int32Array => {
  if (channels % WORD_BITS !== 0) throw new RangeError(`${channels} channels fill no words`);
  const words = new Int32Array(signs.length / WORD_BITS);
  signs.forEach((sign, at) => {
    const word = Math.floor(at / WORD_BITS);
    if (sign < 0) words[word] = (words[word] as number) | (1 << (at % WORD_BITS));
  });
  return words;
};

import { damaged } from '../errors.ts';
import type { Padding, Pads } from '../graph.ts';
import { windowOutput, windowPads } from '../shapes.ts';
import type { Attributes } from './attributes.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { channelsLast, inMemory, rowMajor } from './layout.ts';
import { padding } from './padding.ts';
import { Refusal } from './refusal.ts';
import type { Stored } from './values.ts';

type Pair = readonly [h: number, w: number];

/** A window that slides over height and width; a value of rank 3 has height 1. */
export interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly pads: Pads;
  readonly output: Pair;
}

/** Height and width out of what has one or two entries. */
const pair = (list: readonly number[] | undefined, rank: number, absent = 1): Pair => {
  if (!list) return [absent, absent];
  if (list.length !== rank) throw damaged(`${list.length} entries for ${rank} spatial axes`);
  if (list.some((entry) => !Number.isInteger(entry) || entry < 1))
    throw damaged(`strides, dilations or kernel of ${list}`);
  return rank === 1 ? [1, list[0] as number] : [list[0] as number, list[1] as number];
};

/** Reads the attributes that all windows have. `kernel` is the weights' where the attribute is absent. */
export const windowOf = (attributes: Attributes, shape: readonly number[], kernel?: readonly number[]): Window => {
  const rank = shape.length - 2;
  if (rank !== 1 && rank !== 2) throw new Refusal(`an input of rank ${shape.length}; 3 and 4 are known`);
  const input = pair(shape.slice(2), rank);
  const own = attributes.ints('kernel_shape');
  if (!own && !kernel) throw damaged('a window without kernel_shape');
  const size = pair(own ?? kernel, rank);
  const window = {
    kernel: size,
    stride: pair(attributes.ints('strides'), rank),
    dilation: pair(attributes.ints('dilations'), rank),
  };
  const rule = attributes.text('auto_pad', 'NOTSET');
  const explicit = explicitPads(attributes.ints('pads'), rank);
  const pads = rule === 'NOTSET' ? explicit : automaticPads(rule, input, window);
  const isCeiling = attributes.int('ceil_mode', 0) === 1;
  const extent = (axis: 0 | 1, before: number, after: number) => {
    const span = (window.kernel[axis] - 1) * window.dilation[axis] + 1;
    const steps = (input[axis] + before + after - span) / window.stride[axis];
    const windows = (isCeiling ? Math.ceil(steps) : Math.floor(steps)) + 1;
    if (windows < 1) throw damaged(`a window of ${span} over ${input[axis] + before + after}`);
    // A window that would begin in the padding behind is left out.
    return isCeiling && (windows - 1) * window.stride[axis] >= input[axis] + before ? windows - 1 : windows;
  };
  return { ...window, pads, output: [extent(0, pads.top, pads.bottom), extent(1, pads.left, pads.right)] };
};

const explicitPads = (list: readonly number[] | undefined, rank: number): Pads => {
  if (!list) return { top: 0, bottom: 0, left: 0, right: 0 };
  if (list.length !== 2 * rank) throw damaged(`${list.length} pads for ${rank} spatial axes`);
  if (list.some((entry) => !Number.isInteger(entry))) throw damaged(`pads ${list}`);
  if (list.some((entry) => entry < 0)) throw new Refusal('negative pads');
  const [top, left, bottom, right] = (rank === 1 ? [0, list[0], 0, list[1]] : list) as [number, number, number, number];
  return { top, bottom, left, right };
};

const automaticPads = (
  rule: string,
  input: Pair,
  { kernel, stride, dilation }: Pick<Window, 'kernel' | 'stride' | 'dilation'>,
): Pads => {
  if (rule === 'VALID') return { top: 0, bottom: 0, left: 0, right: 0 };
  const output = [Math.ceil(input[0] / stride[0]), Math.ceil(input[1] / stride[1])] as const;
  const { top, bottom, left, right } = windowPads({ input, output, kernel, stride, dilation, padding: 'same' });
  if (rule === 'SAME_UPPER') return { top, bottom, left, right };
  if (rule === 'SAME_LOWER') return { top: bottom, bottom: top, left: right, right: left };
  throw damaged(`auto_pad ${rule}`);
};

/** TFLite's rule that gives the window's positions, or undefined where pads must be made explicit. */
export const paddingRule = ({ kernel, stride, dilation, pads, output }: Window, input: Pair): Padding | undefined =>
  (['valid', 'same'] as const).find((padding) => {
    const extents = ([0, 1] as const).map((axis) =>
      windowOutput(input[axis], kernel[axis], stride[axis], dilation[axis], padding),
    );
    if (extents[0] !== output[0] || extents[1] !== output[1]) return false;
    const due =
      padding === 'valid' ? { top: 0, left: 0 } : windowPads({ input, output, kernel, stride, dilation, padding });
    // What lies behind the last window does not count.
    return due.top === pads.top && due.left === pads.left;
  });

/** NCHW or NCW as an image: NHWC in memory, its shape as it lies, height 1 of rank 3. */
export const imageOf = (builder: GraphBuilder, value: Stored): Stored => {
  const rank = value.shape.length;
  const placed = builder.arranged(value, channelsLast(rank));
  const lying = { ...placed, shape: inMemory(placed.shape, placed.order), order: rowMajor(rank) };
  const [n = 1, w = 1, c = 1] = lying.shape;
  return rank === 4 ? lying : builder.reshaped(lying, [n, 1, w, c]);
};

/** An image as a value of the rank that ONNX has: channels are axis 1 again. */
export const fromImage = (builder: GraphBuilder, image: Stored, rank: number): Stored => {
  const [n = 1, h = 1, w = 1, c = 1] = image.shape;
  if (rank === 4) return { ...image, shape: [n, c, h, w], order: channelsLast(4) };
  return { ...builder.reshaped(image, [n, w, c]), shape: [n, c, w], order: channelsLast(3) };
};

/** What is added on each side for windows that no rule of TFLite's gives: in front as asked, behind as far as a window reaches. */
export const exactPads = ({ kernel, stride, dilation, pads, output }: Window, input: Pair): Pads => {
  const behind = (axis: 0 | 1, before: number) =>
    Math.max(0, (output[axis] - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1 - input[axis] - before);
  return { ...pads, bottom: behind(0, pads.top), right: behind(1, pads.left) };
};

/** An image with pads around it: of its zero point, or of a code as ONNX counts it. */
export const padded = (
  builder: GraphBuilder,
  image: Stored,
  { top, bottom, left, right }: Pads,
  code?: number,
): Stored => {
  const sides = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ] as const;
  return padding(image.shape, sides, 'constant', code ?? 0, code !== undefined).stored(builder, image);
};

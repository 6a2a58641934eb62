import { type Draft, encodeModel } from '../../../test/support/onnx-file.ts';
import {
  filled,
  type Initializer,
  type Model,
  modelDraft,
  type Node,
  scalar,
} from '../../../test/support/onnx-model.ts';
import { EPSILON } from '../batch/batch-norm.ts';
import { classNames } from '../fashion.ts';
import type { Shape } from '../layers/layer.ts';
import { PIXEL } from '../quantize.ts';
import type { QuantizedWeights } from '../quantizers/weights.ts';
import { members } from './members.ts';
import { type Block, type FamilyNetwork, IMAGE, KERNEL } from './network.ts';
import { codesOf } from './outputs-first.ts';

const DOMAIN = 'qonnx.custom_op.general';
/** Of the first layer and the last. */
const OUTER_BITS = 8;

/** Nodes and constants of a network, layer by layer; each adder gives the name of its result. */
interface Draw {
  readonly nodes: Node[];
  readonly constants: Record<string, Initializer>;
}

type Constants = Readonly<Record<string, Initializer>>;

const put = ({ nodes, constants }: Draw, node: Omit<Node, 'outputs'>, output: string, own: Constants = {}): string => {
  Object.assign(constants, own);
  nodes.push({ ...node, outputs: [output] });
  return output;
};

const floats = (shape: readonly number[], values: ArrayLike<number>): Initializer =>
  filled('float32', shape, (at) => values[at] as number);

/** OHWI to OIHW. */
const channelsFirst = (codes: Int8Array, [, channels, height, width]: readonly [number, number, number, number]) =>
  codes.map((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width) % height];
    const channel = Math.floor(at / width / height) % channels;
    const output = Math.floor(at / width / height / channels);
    return codes[((output * height + y) * width + x) * channels + channel] as number;
  });

/** Weights as a quantiser makes them of themselves. */
const putWeights = (
  draw: Draw,
  name: string,
  shape: readonly number[],
  { codes, scales }: QuantizedWeights,
  bits: number,
): string => {
  const perOutput = codes.length / (shape[0] as number);
  const scaleAt = (output: number) => scales[scales.length === 1 ? 0 : output] as number;
  const values = floats(
    shape,
    Float32Array.from(codes, (code, at) => code * scaleAt(Math.floor(at / perOutput))),
  );
  const [weights, scale] = [`${name}_weights`, `${name}_scale`];
  const scaleShape = scales.length === 1 ? [] : [scales.length, ...shape.slice(1).map(() => 1)];
  const own = { [weights]: values, [scale]: floats(scaleShape, scales) };
  if (bits === 1)
    return put(draw, { type: 'BipolarQuant', domain: DOMAIN, inputs: [weights, scale] }, `${name}_w`, own);
  const width = { [`${name}_bits`]: scalar('float32', bits) };
  const inputs = [weights, scale, 'zero', `${name}_bits`];
  const attributes = { signed: 1, narrow: 1, rounding_mode: 'ROUND' };
  return put(draw, { type: 'Quant', domain: DOMAIN, inputs, attributes }, `${name}_w`, { ...own, ...width });
};

const putNorm = (draw: Draw, x: string, name: string, { norm: { gamma, beta, mean, variance } }: Block): string => {
  const inputs = ['gamma', 'beta', 'mean', 'variance'].map((what) => `${name}_${what}`);
  const all = [gamma, beta, mean, variance];
  const own = Object.fromEntries(inputs.map((input, at) => [input, floats([gamma.length], all[at] as Float32Array)]));
  const node = { type: 'BatchNormalization', inputs: [x, ...inputs], floats: { epsilon: EPSILON } };
  return put(draw, node, `${name}_norm`, own);
};

/** What the activation leaves: signs, or unsigned steps from 0 on. */
const putActivation = (draw: Draw, x: string, name: string, step: number | undefined): string => {
  if (step === undefined)
    return put(draw, { type: 'BipolarQuant', domain: DOMAIN, inputs: [x, 'one'] }, `${name}_signs`);
  const positive = put(draw, { type: 'Relu', inputs: [x] }, `${name}_relu`);
  const attributes = { signed: 0, narrow: 0, rounding_mode: 'ROUND' };
  const inputs = [positive, 'step', 'zero', 'bits'];
  return put(draw, { type: 'Quant', domain: DOMAIN, inputs, attributes }, `${name}_steps`);
};

const putBlock = (draw: Draw, x: string, block: Block, at: number, bits: number, step: number | undefined): string => {
  const name = `conv_${at}`;
  const { conv, stride, isPooled, inputShape } = block;
  const { codes, scales } = codesOf(conv);
  const shape = [conv.outputShape[2], inputShape[2], KERNEL, KERNEL] as const;
  const weights = putWeights(draw, name, shape, { codes: channelsFirst(codes, shape), scales }, bits);
  const attributes = { kernel_shape: [KERNEL, KERNEL], strides: [stride, stride] };
  const sums = put(draw, { type: 'Conv', inputs: [x, weights], attributes }, name);
  const quantised = putActivation(draw, putNorm(draw, sums, name, block), name, step);
  if (!isPooled) return quantised;
  const pool = { kernel_shape: [2, 2], strides: [2, 2] };
  return put(draw, { type: 'MaxPool', inputs: [quantised], attributes: pool }, `pool_${at}`);
};

/** The weights' columns in the order of an image with its channels first. */
const columnsFirst = ({ codes, scales }: QuantizedWeights, [height, width, channels]: Shape): QuantizedWeights => {
  const outputs = codes.length / (height * width * channels);
  return { codes: channelsFirst(codes, [outputs, channels, height, width]), scales };
};

/**
 * A quantised member as the qonnx package's operators: what each quantiser says is what training computed with. The image is int8
 * as that of the other members, a pixel less 128; the logits are real numbers.
 */
const qonnxModel = ({ member, blocks, dense, arithmetic: { step } }: FamilyNetwork): Model => {
  const { weightBits = 0, activationBits = 0 } = members.find(({ name }) => name === member) ?? {};
  const [height, width, channels] = IMAGE;
  const draw: Draw = {
    nodes: [],
    constants: {
      pixel_scale: scalar('float32', PIXEL.scale),
      pixel_zero: scalar('int8', PIXEL.zero),
      zero: scalar('float32', 0),
      ...(step === undefined
        ? { one: scalar('float32', 1) }
        : { step: scalar('float32', step), bits: scalar('float32', activationBits) }),
    },
  };
  const pixels = { type: 'DequantizeLinear', inputs: ['image', 'pixel_scale', 'pixel_zero'] };
  let x = put(draw, pixels, 'pixels');
  blocks.forEach((block, at) => {
    x = putBlock(draw, x, block, at, at === 0 ? OUTER_BITS : Math.ceil(weightBits), step);
  });
  const last = (blocks.at(-1) as Block).outputShape;
  const columns = columnsFirst(codesOf(dense), last);
  const weights = putWeights(
    draw,
    'dense',
    [classNames.length, columns.codes.length / classNames.length],
    columns,
    OUTER_BITS,
  );
  const flat = put(draw, { type: 'Flatten', inputs: [x], attributes: { axis: 1 } }, 'flat');
  const bias = { dense_bias: floats([classNames.length], dense.bias) };
  put(draw, { type: 'Gemm', inputs: [flat, weights, 'dense_bias'], attributes: { transB: 1 } }, 'logits', bias);
  return {
    opset: 13,
    inputs: { image: { dtype: 'int8', shape: [1, channels, height, width] } },
    outputs: { logits: { dtype: 'float32', shape: [1, classNames.length] } },
    ...draw,
  };
};

/** The file of it. */
export const qonnxFile = (network: FamilyNetwork): Uint8Array => {
  const draft = modelDraft(qonnxModel(network));
  const opsetImport = [
    { domain: '', version: 13 },
    { domain: DOMAIN, version: 1 },
  ];
  const graph = { ...(draft['graph'] as Draft), name: `family-${network.member}` };
  return encodeModel({ ...draft, producerName: 'picojoule', opsetImport, graph });
};

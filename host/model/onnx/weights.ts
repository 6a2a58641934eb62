import { damaged } from '../errors.ts';
import { type Constant, constantOf } from './constant.ts';
import { roundAway } from './fused-activation.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { inputAt } from './inputs.ts';
import type { Context } from './operator.ts';
import { codedAt } from './quantization.ts';
import { Refusal } from './refusal.ts';
import type { QuantizedConstant, Value } from './values.ts';

/** Codes around zero point 0, one scale or one along an axis. */
export interface Weights {
  /** As the file calls them. */
  readonly name: string;
  readonly codes: Constant;
  readonly scales: readonly number[];
  readonly axis: number;
}

const unfit: Record<Exclude<Value['kind'], 'quantized-constant'>, string> = {
  constant: 'weights without quantisation',
  stored: 'weights that are computed at run time',
  dequantized: 'weights that are computed at run time',
  pending: 'weights that are computed at run time',
  counted: 'weights that are computed at run time',
  unknown: 'weights that are computed at run time',
};

/** Weights of int8, uint8 or int4. */
export const weightsAt = (context: Context, index: number): Weights => {
  const value = inputAt(context, index);
  if (value.kind !== 'quantized-constant') throw new Refusal(unfit[value.kind]);
  return centred(context.node.input[index] ?? '', value);
};

/** Each code less its zero point, which must fit in int8 again: (code - zero point) · scale stays what it was. */
export const centred = (name: string, { codes, scales, zeroPoints, axis }: QuantizedConstant): Weights => {
  const { dtype, shape, values } = codes;
  if (dtype !== 'int8' && dtype !== 'uint8' && dtype !== 'int4') throw new Refusal(`${dtype} weights`);
  if (zeroPoints.every((zero) => zero === 0) && dtype !== 'uint8') return { name, codes, scales, axis };
  const inner = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
  const slices = zeroPoints.length;
  const shifted = Array.from(values, (code, at) => code - (zeroPoints[Math.floor(at / inner) % slices] ?? 0));
  const misfit = shifted.find((code) => code < -128 || code > 127);
  if (misfit !== undefined)
    throw new Refusal(`weights that do not fit int8 around their zero point (${misfit}); quantise them symmetrically`);
  return { name, codes: constantOf('int8', shape, shifted), scales, axis };
};

/** From which difference on a bias is of another scale than its sum, and not only rounded otherwise. */
const SAME_SCALE = 1e-5;
const MAX_CODE = 2 ** 31 - 1;

/** int32 in steps of the sum, input scale · weight scale; or real numbers, with or without codes. */
export interface Bias {
  readonly name: string;
  readonly value: Value;
}

/** An input that may be omitted. */
export const biasAt = ({ node, inputs }: Context, index: number): Bias | undefined => {
  const value = inputs[index];
  return value && { name: node.input[index] ?? '', value };
};

/**
 * The bias as a tensor in steps of sums of these scales: codes of that scale as they are, real numbers and codes of another
 * scale rounded to it, halves away from 0.
 */
export const addBias = (
  builder: GraphBuilder,
  { name, value }: Bias,
  products: readonly number[],
  channels: number,
): number =>
  builder.constant(name, stepsOf(value, products, channels), {
    scales: products.map(Math.fround),
    zeroPoints: products.map(() => 0),
    axis: 0,
  });

const stepsOf = (bias: Value, products: readonly number[], channels: number): Constant => {
  if (bias.kind !== 'constant' && bias.kind !== 'quantized-constant')
    throw new Refusal('a bias that is computed at run time');
  const { values, dtype } = bias.kind === 'constant' ? bias : bias.codes;
  if (values.length !== channels) throw damaged(`${values.length} biases for ${channels} channels`);
  if (bias.kind === 'constant' && dtype === 'int32') return constantOf('int32', [channels], values);
  if (bias.kind === 'constant' && dtype !== 'float32') throw new Refusal(`a ${dtype} bias without quantisation`);
  const codes = Array.from(values, (value, channel) => {
    const product = products[products.length === 1 ? 0 : channel] as number;
    if (bias.kind === 'constant') return roundAway(value / product);
    const { scales, zeroPoints } = bias;
    const own = scales[scales.length === 1 ? 0 : channel] as number;
    const code = value - (zeroPoints[zeroPoints.length === 1 ? 0 : channel] as number);
    return Math.abs(own / product - 1) < SAME_SCALE ? code : roundAway((code * own) / product);
  });
  const misfit = codes.find((code) => !(Math.abs(code) <= MAX_CODE));
  if (misfit !== undefined) throw new Refusal(`a bias of ${misfit} steps of its sum, more than 32 bits`);
  return constantOf('int32', [channels], codes);
};

/** Weights as a node without a DequantizeLinear reads them: codes, scales along `axis` and zero points are three inputs. */
export const codedWeightsAt = (context: Context, index: number, axis: number): Weights => {
  const value = codedAt(context, index);
  if (value.kind !== 'quantized-constant') throw new Refusal(unfit.stored);
  if (value.scales.length > 1 && value.scales.length !== value.shape[axis])
    throw damaged(`${value.scales.length} scales for axis ${axis} of [${value.shape}]`);
  return centred(context.node.input[index] ?? '', { ...value, axis: value.scales.length > 1 ? axis : 0 });
};

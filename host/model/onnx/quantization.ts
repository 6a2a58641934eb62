import { damaged } from '../errors.ts';
import type { DType } from '../graph.ts';
import { elements } from '../shapes.ts';
import { type Constant, constantOf } from './constant.ts';
import { unbounded } from './fused-activation.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { constantAt, inputAt } from './inputs.ts';
import type { Context } from './operator.ts';
import { Refusal } from './refusal.ts';
import {
  type Affine,
  type Dequantized,
  type QuantizedConstant,
  type Storage,
  type Stored,
  UINT8_SHIFT,
  type Value,
} from './values.ts';

const shiftOf = (dtype: string): number => (dtype === 'uint8' ? UINT8_SHIFT : 0);

/** Activations have codes of these types. */
const storable: readonly string[] = ['int8', 'uint8', 'int16'];

/** The scales and zero points that two inputs of a node say, as they stand there. */
export const scalesAt = (
  context: Context,
  scaleAt: number,
  zeroAt: number,
): {
  readonly scales: readonly number[];
  readonly zeroPoints: readonly number[];
  readonly dtype: string | undefined;
} => {
  const scale = constantAt(context, scaleAt);
  if (!scale) throw damaged('quantisation without a scale');
  const zero = constantAt(context, zeroAt);
  const scales = Array.from(scale.values);
  const zeroPoints = zero ? Array.from(zero.values) : scales.map(() => 0);
  if (zeroPoints.length !== scales.length)
    throw damaged(`${zeroPoints.length} zero points for ${scales.length} scales`);
  if (scales.length === 0 || scales.some((one) => !(Number.isFinite(one) && one > 0)))
    throw damaged(`quantisation with scale ${scales[0]}`);
  return { scales, zeroPoints, dtype: zero?.dtype };
};

/** One scale and zero point for all elements, as the graph has them. */
export const affineAt = (context: Context, scaleAt: number, zeroAt: number, dtype: string): Affine => {
  const { scales, zeroPoints } = scalesAt(context, scaleAt, zeroAt);
  const [scale, zero] = [scales[0] as number, zeroPoints[0] as number];
  if (scales.length > 1) throw new Refusal(`an activation with ${scales.length} scales`);
  if (!storable.includes(dtype)) throw new Refusal(`an activation quantised to ${dtype}`);
  return { scale, zeroPoint: zero + shiftOf(dtype) };
};

/** How the node's first output is to be stored, from the scale and zero point among its inputs. */
export const storageAt = (context: Context, scaleAt: number, zeroAt: number, absent = 'uint8'): Storage => {
  const dtype = (scalesAt(context, scaleAt, zeroAt).dtype ?? absent) as Storage['dtype'];
  return { ...affineAt(context, scaleAt, zeroAt, dtype), dtype, name: context.node.output[0] ?? '' };
};

const sameAffine = (a: Affine, b: Affine): boolean => a.scale === b.scale && a.zeroPoint === b.zeroPoint;

/** Codes as the real numbers that they stand for. Every reader and the writer must mean the same numbers. */
export const dequantized = (codes: Stored, affine: Affine): Dequantized => {
  const known = codes.cell.affine;
  if (known && !sameAffine(known, affine))
    throw new Refusal(
      `reads scale ${affine.scale}, zero point ${affine.zeroPoint} where ${known.scale}, ${known.zeroPoint} was written`,
    );
  codes.cell.affine = affine;
  return { kind: 'dequantized', shape: codes.shape, codes };
};

/** A new tensor for a result. */
export const storedAs = (
  builder: GraphBuilder,
  { name, dtype, scale, zeroPoint }: Storage,
  shape: readonly number[],
  order?: readonly number[],
): Stored => builder.stored(name, dtype, shape, { affine: { scale, zeroPoint } }, order);

const width = (dtype: string): number => (dtype === 'int16' ? 16 : 8);

/** Real numbers stored as asked: as they are, computed now, or rescaled by a QUANTIZE. */
export const store = (builder: GraphBuilder, value: Value, storage: Storage): Stored => {
  if (value.kind === 'pending') return value.store(storage, unbounded);
  if (value.kind === 'dequantized') return rescaled(builder, value.codes, storage);
  if (value.kind === 'stored' && value.dtype === 'float32') return quantize(builder, value, storage);
  throw new Refusal(value.kind === 'stored' ? `quantises ${value.dtype}` : 'quantises a constant for an activation');
};

/** Whether codes are of this scale already. */
export const isStoredAs = ({ cell, dtype }: Stored, storage: Storage): boolean =>
  cell.affine !== undefined && sameAffine(cell.affine, storage) && width(dtype) === width(storage.dtype);

/** Codes of another scale, unless it is their own. */
export const rescaled = (builder: GraphBuilder, codes: Stored, storage: Storage): Stored =>
  isStoredAs(codes, storage) ? { ...codes, dtype: storage.dtype } : quantize(builder, codes, storage);

const quantize = (builder: GraphBuilder, value: Stored, storage: Storage): Stored => {
  const placed = builder.placed(value);
  const result = storedAs(builder, storage, placed.shape, placed.order);
  builder.emit('QUANTIZE', [placed.id], [result.id], {});
  return result;
};

/** Round half to even, as ONNX's QuantizeLinear does. */
const roundEven = (value: number): number => {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
};

const codeRanges: Readonly<Record<string, readonly [number, number]>> = {
  int4: [-8, 7],
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
};

/** A real constant's codes, computed in float32 as QuantizeLinear does. */
export const quantizedConstant = (
  { dtype, shape, values }: Constant,
  { scales, zeroPoints }: { readonly scales: readonly number[]; readonly zeroPoints: readonly number[] },
  axis: number,
  to: string,
): Constant => {
  const range = codeRanges[to];
  if (dtype !== 'float32' || !range) throw new Refusal(`quantises a ${dtype} constant to ${to}`);
  if (scales.length > 1 && shape[axis] !== scales.length)
    throw damaged(`${scales.length} scales for axis ${axis} of [${shape}]`);
  const inner = elements(shape.slice(axis + 1));
  const codes = Array.from(values, (value, at) => {
    const slice = scales.length > 1 ? Math.floor(at / inner) % scales.length : 0;
    const code = roundEven(Math.fround(value / (scales[slice] as number))) + (zeroPoints[slice] as number);
    return Math.max(range[0], Math.min(range[1], code));
  });
  return constantOf(to as DType, shape, codes);
};

/** The real numbers of a constant. */
export const realOf = (value: Constant | QuantizedConstant): Constant => {
  if (value.kind === 'constant') {
    if (value.dtype !== 'float32') throw new Refusal(`a ${value.dtype} constant as real numbers`);
    return value;
  }
  const { codes, shape, scales, zeroPoints, axis } = value;
  const inner = elements(shape.slice(axis + 1));
  const reals = Array.from(codes.values, (code, at) => {
    const slice = scales.length > 1 ? Math.floor(at / inner) % scales.length : 0;
    return (code - (zeroPoints[slice] as number)) * (scales[slice] as number);
  });
  return constantOf('float32', shape, reals);
};

/** A constant's codes in the storage of an activation. */
export const codesOf = (
  value: Constant | QuantizedConstant,
  { scale, zeroPoint, dtype }: Omit<Storage, 'name'>,
): Constant =>
  quantizedConstant(realOf(value), { scales: [scale], zeroPoints: [zeroPoint] }, 0, dtype === 'uint8' ? 'int8' : dtype);

/** An activation as a node without a QuantizeLinear reads it: codes, scale and zero point are three inputs of its own. */
export const codedAt = (context: Context, index: number): Dequantized | QuantizedConstant => {
  const value = inputAt(context, index);
  if (value.kind === 'constant') {
    const { scales, zeroPoints } = scalesAt(context, index + 1, index + 2);
    return { kind: 'quantized-constant', shape: value.shape, codes: value, scales, zeroPoints, axis: 0 };
  }
  if (value.kind !== 'stored') throw new Refusal(`input ${index} is not stored as codes`);
  return dequantized(value, affineAt(context, index + 1, index + 2, value.dtype));
};

export const codedActivationAt = (context: Context, index: number): Dequantized => {
  const value = codedAt(context, index);
  if (value.kind !== 'dequantized') throw new Refusal(`input ${index} is a constant`);
  return value;
};

import { damaged } from '../errors.ts';
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

/** Zero points have the type of the codes, which the standard lets be these. */
const codeTypes: readonly string[] = ['int4', 'int8', 'uint8', 'int16', 'uint16', 'int32'];

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
  if (zero && !codeTypes.includes(zero.dtype)) throw damaged(`zero points of ${zero.dtype}`);
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

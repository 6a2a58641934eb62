import { damaged } from '../errors.ts';
import type { Constant } from './constant.ts';
import type { Context } from './operator.ts';
import { Refusal } from './refusal.ts';
import type { Dequantized, Pending, QuantizedConstant, Value } from './values.ts';

type Known = Exclude<Value, { kind: 'unknown' }>;

/** An input that must be there. */
export const inputAt = ({ inputs }: Pick<Context, 'inputs'>, index: number): Known => {
  const value = inputs[index];
  if (!value || value.kind === 'unknown') throw damaged(`a node without its input ${index}`);
  return value;
};

const isReal: Record<Exclude<Known['kind'], 'dequantized'>, string> = {
  constant: 'is a constant without quantisation',
  stored: 'is not dequantised',
  pending: 'is real-valued: a QuantizeLinear and a DequantizeLinear are missing before it',
  'quantized-constant': 'is a constant',
  counted: 'is not quantised as ONNX has it, but as QONNX has it',
};

/** An activation that is stored as codes. */
export const activationAt = (context: Context, index: number): Dequantized => {
  const value = inputAt(context, index);
  if (value.kind !== 'dequantized') throw new Refusal(`input ${index} ${isReal[value.kind]}`);
  return value;
};

/** An activation or a constant, stored as codes of one scale. */
export const operandAt = (context: Context, index: number): Dequantized | QuantizedConstant => {
  const value = inputAt(context, index);
  if (value.kind !== 'quantized-constant') return activationAt(context, index);
  if (value.scales.length > 1) throw new Refusal(`input ${index} is a constant with ${value.scales.length} scales`);
  return value;
};

/** A constant that says what the node does: a shape, axes, pads. */
export const constantAt = (context: Context, index: number): Constant | undefined => {
  const value = context.inputs[index];
  if (!value) return undefined;
  if (value.kind !== 'constant') throw new Refusal(`input ${index} is computed at run time`);
  return value;
};

export const integersAt = (context: Context, index: number): readonly number[] | undefined => {
  const constant = constantAt(context, index);
  return constant && Array.from(constant.values);
};

/** One number; a constant of one element counts. */
export const scalarAt = (context: Context, index: number, absent: number): number => {
  const constant = constantAt(context, index);
  if (!constant) return absent;
  if (constant.values.length !== 1)
    throw damaged(`input ${index} has ${constant.values.length} elements instead of one`);
  return constant.values[0] as number;
};

/** An axis that may count from behind. */
export const axisOf = (axis: number, rank: number): number => {
  const positive = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(positive) || positive < 0 || positive >= rank) throw damaged(`axis ${axis} of rank ${rank}`);
  return positive;
};

/** A promise that names its node when it cannot be kept, and by what it emits. */
export const pendingOf = ({ node, builder }: Context, promise: Omit<Pending, 'kind' | 'node'>): Pending => ({
  ...promise,
  kind: 'pending',
  node,
  store: (storage, bounds) => {
    try {
      return builder.during(node, () => promise.store(storage, bounds));
    } catch (error) {
      throw error instanceof Refusal && !error.node ? new Refusal(error.reason, node) : error;
    }
  },
});

import { damaged } from '../errors.ts';
import { broadcast } from '../shapes.ts';
import { clamped, fused } from './clamp.ts';
import { codesOf } from './constant-codes.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { operandAt, pendingOf } from './inputs.ts';
import { rowMajor } from './layout.ts';
import type { Context } from './operator.ts';
import { rescaled, storedAs } from './quantization.ts';
import { Refusal } from './refusal.ts';
import { transposed } from './transposed.ts';
import type { Dequantized, Pending, QuantizedConstant, Storage } from './values.ts';

type Operand = Dequantized | QuantizedConstant;

/** Two operands of broadcast shapes; the result lies as the one with channels last does, or the first. */
export const binary = (
  context: Context,
  kind: 'ADD' | 'SUB' | 'MUL' | 'MAXIMUM' | 'MINIMUM',
  operands: readonly [Operand, Operand] = [operandAt(context, 0), operandAt(context, 1)],
): Pending => {
  const [a, b] = operands;
  const shape = broadcast(a.shape, b.shape);
  if (!shape) throw damaged(`[${a.shape}] and [${b.shape}] do not broadcast`);
  if (a.kind === 'quantized-constant' && b.kind === 'quantized-constant') throw new Refusal('two constants');
  return pendingOf(context, {
    shape,
    store: (storage, bounds) => {
      const { builder } = context;
      const isOrdered = kind === 'MAXIMUM' || kind === 'MINIMUM';
      const parts = isOrdered ? operands.map((operand) => inStorage(builder, operand, storage)) : operands;
      const order = commonOrder(parts, shape.length);
      const ids = parts.map((part, index) => placed(builder, part, order, context.node.input[index] ?? ''));
      const y = storedAs(builder, storage, shape, order);
      const activation = isOrdered ? undefined : fused(storage, bounds);
      if (isOrdered) builder.emit(kind, ids, [y.id], {});
      else builder.emit(kind, ids, [y.id], { activation: activation ?? 'none' });
      return activation ? y : clamped(builder, y, bounds);
    },
  });
};

/** Codes can be compared in one scale only: the result's. */
const inStorage = (builder: GraphBuilder, operand: Operand, storage: Storage): Operand => {
  if (operand.kind === 'dequantized') return { ...operand, codes: rescaled(builder, operand.codes, storage) };
  const { scale, zeroPoint } = storage;
  return { ...operand, codes: codesOf(operand, storage), scales: [scale], zeroPoints: [zeroPoint] };
};

const commonOrder = (operands: readonly Operand[], rank: number): readonly number[] => {
  const orders = operands.flatMap((operand) =>
    operand.kind === 'dequantized' && operand.shape.length === rank && !operand.codes.reshapes
      ? [operand.codes.order]
      : [],
  );
  return orders.find((order) => order.some((axis, index) => axis !== index)) ?? rowMajor(rank);
};

/** In the common order, with as many axes as the result has. */
const placed = (builder: GraphBuilder, operand: Operand, order: readonly number[], name: string): number => {
  const { shape } = operand;
  const full = [...Array<number>(order.length - shape.length).fill(1), ...shape];
  if (operand.kind === 'dequantized') {
    if (shape.length === order.length) return builder.arranged(operand.codes, order).id;
    return builder.arranged(builder.reshaped(builder.arranged(operand.codes, rowMajor(shape.length)), full), order).id;
  }
  return builder.quantizedConstant(name, operand, (codes) => transposed({ ...codes, shape: full }, order));
};

import { damaged } from '../errors.ts';
import { broadcast } from '../shapes.ts';
import { clamped } from './clamp.ts';
import { dense, outputsFirst } from './dense.ts';
import { activationAt, inputAt, pendingOf } from './inputs.ts';
import { rowMajor } from './layout.ts';
import type { Context } from './operator.ts';
import { storedAs } from './quantization.ts';
import { Refusal } from './refusal.ts';
import type { Dequantized, Pending, QuantizedConstant } from './values.ts';
import { centred } from './weights.ts';

type Factor = Dequantized | QuantizedConstant;

/** A factor that may have one scale a column. */
export const factorAt = (context: Context, index: number): Factor => {
  const value = inputAt(context, index);
  return value.kind === 'quantized-constant' ? value : activationAt(context, index);
};

/**
 * A · B: FULLY_CONNECTED where B is a constant matrix, to which an Add of a constant behind it becomes the bias; else
 * BATCH_MATMUL.
 * @param name what the file calls B
 */
export const matMul = (context: Context, a: Factor, b: Factor, name: string): Pending => {
  if (a.kind === 'dequantized' && b.kind === 'quantized-constant' && b.shape.length === 2)
    return dense(context, a, outputsFirst(centred(name, b), false), undefined);
  if (a.kind !== 'dequantized' || b.kind !== 'dequantized')
    throw new Refusal('a constant that is not a matrix on the right');
  const [rows, inner, same, columns] = [a.shape.at(-2), a.shape.at(-1), b.shape.at(-2), b.shape.at(-1)];
  const batch = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (rows === undefined || columns === undefined || inner !== same || !batch)
    throw damaged(`[${a.shape}] times [${b.shape}]`);
  const shape = [...batch, rows, columns];
  return pendingOf(context, {
    shape,
    store: (storage, bounds) => {
      const { builder } = context;
      const ids = [a, b].map(({ codes }) => builder.arranged(codes, rowMajor(codes.shape.length)).id);
      const y = storedAs(builder, storage, shape);
      builder.emit('BATCH_MATMUL', ids, [y.id], { adjX: false, adjY: false });
      return clamped(builder, y, bounds);
    },
  });
};

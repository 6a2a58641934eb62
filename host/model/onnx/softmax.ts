import { elements } from '../shapes.ts';
import { clamped } from './clamp.ts';
import { pendingOf } from './inputs.ts';
import { rowMajor } from './layout.ts';
import type { Context } from './operator.ts';
import { rescaled, storedAs } from './quantization.ts';
import { Refusal } from './refusal.ts';
import { unitInterval } from './unary.ts';
import type { Dequantized, Pending } from './values.ts';

/** Along an axis, or over all from it on; a QUANTIZE follows where the result is stored in another scale. */
export const softmax = (context: Context, x: Dequantized, axis: number, isFlattening: boolean): Pending =>
  pendingOf(context, {
    shape: x.shape,
    store: (storage, bounds) => {
      const { builder } = context;
      const rank = x.shape.length;
      if (rank === 0) throw new Refusal('a softmax of one number');
      if (!isFlattening || axis === rank - 1) {
        const last = [...rowMajor(rank).filter((other) => other !== axis), axis];
        const source = builder.arranged(
          x.codes,
          x.codes.order.at(-1) === axis && !x.codes.reshapes ? x.codes.order : last,
        );
        const y = storedAs(builder, unitInterval(storage), x.shape, source.order);
        builder.emit('SOFTMAX', [source.id], [y.id], { beta: 1 });
        return clamped(builder, rescaled(builder, y, storage), bounds);
      }
      const flat = [elements(x.shape.slice(0, axis)), elements(x.shape.slice(axis))];
      const source = builder.reshaped(builder.arranged(x.codes, rowMajor(rank)), flat);
      const y = storedAs(builder, unitInterval(storage), flat);
      builder.emit('SOFTMAX', [source.id], [y.id], { beta: 1 });
      return clamped(builder, rescaled(builder, builder.reshaped(y, x.shape), storage), bounds);
    },
  });

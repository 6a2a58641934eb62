import type { OperatorKind } from '../graph.ts';
import type { OptionsByKind } from '../options.ts';
import { clamped } from './clamp.ts';
import { pendingOf } from './inputs.ts';
import type { Context } from './operator.ts';
import { rescaled, storedAs } from './quantization.ts';
import type { Dequantized, Pending, Storage } from './values.ts';

/**
 * An operator on each element by itself: any order of axes will do.
 * @param own the storage that the operator insists on; a QUANTIZE follows where the result's is another one
 */
export const unary = <K extends OperatorKind>(
  context: Context,
  kind: K,
  x: Dequantized,
  options: OptionsByKind[K],
  own: (storage: Storage) => Storage = (storage) => storage,
): Pending =>
  pendingOf(context, {
    shape: x.shape,
    store: (storage, bounds) => {
      const { builder } = context;
      const source = builder.placed(x.codes);
      const y = storedAs(builder, own(storage), source.shape, source.order);
      builder.emit(kind, [source.id], [y.id], options);
      return clamped(builder, rescaled(builder, y, storage), bounds);
    },
  });

/** What TANH gives: 1/128 around 0, of int16 1/32768 (kernels/tanh.cc). */
export const symmetricUnit = (storage: Storage): Storage => ({
  ...storage,
  scale: storage.dtype === 'int16' ? 1 / 32768 : 1 / 128,
  zeroPoint: 0,
});

/** What SOFTMAX and LOGISTIC give: 1/256 from -128 on, of int16 1/32768 from 0 on (kernels/softmax_common.cc, logistic_common.cc). */
export const unitInterval = (storage: Storage): Storage =>
  storage.dtype === 'int16'
    ? { ...storage, scale: 1 / 32768, zeroPoint: 0 }
    : { ...storage, scale: 1 / 256, zeroPoint: -128 };

import { Conv } from '../../../assembly/shared/conv_layout.ts';
import { bitsOf } from '../float-bits.ts';
import { type Window, windowFields } from '../window.ts';
import { realLimits } from './limits.ts';

/** The fields that all windowed kernels of float32 read: limits as float32, ROW_BYTES in elements. */
export const realFields = (window: Window): Partial<Record<Conv, number>> => {
  const [low, high] = realLimits(window.activation);
  return {
    ...windowFields({ ...window, activation: 'none' }, { scale: 1, zero: 0 }),
    [Conv.OUT_MIN]: bitsOf(low),
    [Conv.OUT_MAX]: bitsOf(high),
  };
};

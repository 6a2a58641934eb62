import { Conv } from '../../assembly/shared/conv_layout.ts';
import { Constants } from './constants.ts';
import type { Filter } from './convolution.ts';
import type { Kernel } from './general-kernel.ts';
import type { Affine } from './quantize.ts';
import { reduced, wordRescales } from './rescale-s16.ts';
import { type Window, windowFields, writeFields } from './window.ts';

const S16_BYTES = 2;

/** A depthwise convolution of 16-bit activations. */
export const lowerDepthwiseS16 = (window: Window, output: Affine, filters: readonly Filter[]): Kernel => {
  const constants = writeFields(new Constants(), {
    ...windowFields(window, output, 'int16'),
    [Conv.ROW_BYTES]: S16_BYTES * window.input[1] * window.channels,
    [Conv.MULTIPLIER]: filters.length / window.channels,
  });
  const short = wordRescales(filters);
  filters.forEach(({ bias, rescale }, at) => {
    if (short) constants.s32(bias, ...(short[at] ?? []));
    else constants.s64(bias).s32(reduced(rescale), rescale.shift);
  });
  const taps = filters[0]?.taps.length ?? 0;
  for (let tap = 0; tap < taps; tap++) for (const filter of filters) constants.u8(filter.taps[tap] ?? 0);
  return {
    kernel: short ? 'depthwise_conv2d_s16_short' : 'depthwise_conv2d_s16',
    constants: constants.finish(),
    scratchBytes: 0,
    order: 'positions',
  };
};

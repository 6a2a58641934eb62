import type { Affine, Multiplier } from './quantize.ts';
import { roundHalfEven } from './requantize-xnnpack.ts';
import type { Summation } from './summation.ts';

/** Bits of the larger of two multipliers, less one. */
const BITS = 20;

/**
 * Sums and differences as XNNPACK has them: both inputs times whole numbers of 21 bits at most, shifted right, ties up
 * (google/XNNPACK, src/microparams-init.c, xnn_init_qs8_add_minmax_scalar_params).
 */
export const summationUp = (
  slopes: Summation['slopes'],
  a: Affine,
  b: Affine,
): { readonly tables: Summation['tables']; readonly rescale: Multiplier } => {
  const ratios = slopes.map(Math.fround);
  const largest = Math.max(...ratios.map(Math.abs));
  const shift = BITS - Math.floor(Math.log2(largest));
  const table = (ratio: number, { zero }: Affine) => {
    const multiplier = Math.sign(ratio) * roundHalfEven(Math.abs(ratio) * 2 ** shift);
    return Array.from({ length: 256 }, (_, byte) => (((byte << 24) >> 24) - zero) * multiplier);
  };
  return {
    tables: [table(ratios[0] as number, a), table(ratios[1] as number, b)],
    rescale: { multiplier: 2 ** 30, shift: 1 - shift, rounds: 'up' },
  };
};

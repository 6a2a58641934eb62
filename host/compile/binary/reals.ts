import { type Affine, round } from '../quantize.ts';

/** What float32 makes of twice the number of differing bits: one product, one sum, each rounded. */
export interface Reals {
  readonly factor: number;
  readonly addend: number;
}

/** Both ends count. */
export interface Clamp {
  readonly least: number;
  readonly most: number;
}

/**
 * The sum is `signs` minus twice the bits that differ; times the multiplier, plus the bias, over the output's scale, plus its zero
 * point: found in double, then rounded (larq_compute_engine/core/bconv2d/params.h, output_transform.h).
 */
export const realsOf = (multiplier: number, bias: number, signs: number, { scale, zero }: Affine): Reals => ({
  factor: Math.fround(-multiplier / scale),
  addend: Math.fround((bias + signs * multiplier) / scale + zero),
});

const realOf = (twice: number, { factor, addend }: Reals): number => Math.fround(Math.fround(twice * factor) + addend);

/** To an s8, ties away from zero. */
const s8Of = (twice: number, reals: Reals): number => Math.max(-128, Math.min(127, round(realOf(twice, reals))));

/** The output for each number of bits that differ, from none to all `signs` of them. */
export const s8Outputs = (signs: number, reals: Reals, { least, most }: Clamp): Int8Array =>
  Int8Array.from({ length: signs + 1 }, (_, differing) => s8Of(Math.max(least, Math.min(most, 2 * differing)), reals));

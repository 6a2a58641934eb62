import type { Widths } from '../../model/products.ts';

export const widthsHead = 'bits w×a';

/** Bits of weights and of values, such as `1×1`; several where a layer multiplies several kinds. */
export const widthsText = (bits: readonly Widths[]): string =>
  bits.map(({ weights, values }) => `${weights}×${values}`).join(' ');

/** Networks of int8 alone need no column for it. */
export const areOfNote = (layers: readonly { readonly bits: readonly Widths[] }[]): boolean =>
  layers.some(({ bits }) => bits.some(({ weights, values }) => weights !== INT8 || values !== INT8));

const INT8 = 8;

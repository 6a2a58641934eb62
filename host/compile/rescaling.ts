import type { Tensor } from '../model/graph.ts';
import { Constants } from './constants.ts';
import { lowerElementwise } from './elementwise.ts';
import { requantize } from './fixed-point.ts';
import { lowerLookup } from './lookup.ts';
import type { Lowered } from './operators/spec.ts';
import { affine, type Multiplier } from './quantize.ts';

/** How values of one scale become values of another. */
export interface Rescaling {
  readonly rescale: Multiplier;
  /** Lowest and highest value of the output. */
  readonly range: { readonly min: number; readonly max: number };
}

/** (x - zero) rescaled, plus the output's zero: a table for 8 bits. */
export const lowerRescaling = (x: Tensor, y: Tensor, { rescale, range: { min, max } }: Rescaling): Lowered => {
  const [from, to] = [affine(x).zero, affine(y).zero];
  if (x.dtype !== 'int16' && x.dtype !== 'int32')
    return lowerLookup(x, y, (value) => Math.min(max, Math.max(min, (requantize(value - from, rescale) + to) | 0)));
  const constants = new Constants().s32(from, rescale.multiplier, rescale.shift, to, min, max);
  return lowerElementwise(x, { name: 'rescale', types: [x, y], constants });
};

import type { Tensor } from '../model/graph.ts';
import { Constants } from './constants.ts';
import { affine, round } from './quantize.ts';
import { sigmoidTable } from './sigmoid-table.ts';

const { fround } = Math;

/** The exponent of a scale that is nearly a power of two, in float32 (internal/quantization_util.cc, CheckedLog2). */
const exponentOf = (scale: number): number | undefined => {
  const exponent = fround(fround(Math.log(scale)) * fround(1 / fround(Math.log(2))));
  return Math.abs(fround(exponent - round(exponent))) < fround(1e-3) ? round(exponent) : undefined;
};

/**
 * The factor and right shift that bring int16 to steps of 1 / (3 · 4096): 3 times a power of two where the scale is 2^-12, or up to
 * `doublings` above; else 15 bits, towards zero (kernels/logistic_common.cc, kernels/tanh.cc).
 */
const factorOf = (scale: number, doublings: number): readonly [factor: number, shift: number] => {
  const shift = 12 + (exponentOf(scale) ?? Number.NaN);
  if (shift >= 0 && shift <= doublings) return [3 * 2 ** shift, 0];
  let [factor, right] = [scale * 4096 * 3, 0];
  for (; factor <= 32767 / 2 && right <= 30; right++) factor *= 2;
  return [Math.trunc(factor), right];
};

/** Constants of LOGISTIC and TANH of int16. */
export const packWideSigmoid = (x: Tensor, doublings: number): Constants => {
  const constants = new Constants().s32(...factorOf(affine(x).scale, doublings));
  for (const value of sigmoidTable) constants.s16(value);
  return constants;
};

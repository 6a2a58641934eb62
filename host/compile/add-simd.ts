import { Sum } from '../../assembly/shared/simd_layout.ts';
import type { Activation, Tensor } from '../model/graph.ts';
import type { Interval } from './channels/interval.ts';
import { Constants, halfwords } from './constants.ts';
import { requantize } from './fixed-point.ts';
import { activationRange, affine } from './quantize.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Summation } from './summation.ts';

/** y = (a · slopes[0] + b · slopes[1] + offset) >> Sum.SHIFT, limited to what the output can be; a and b as they are stored. */
interface Plane {
  readonly slopes: readonly [a: number, b: number];
  readonly offset: number;
}

/** Slopes that are tried on each side of the nearest ones. */
const NEIGHBOURS = 3;
const BYTES = Array.from({ length: 256 }, (_, byte) => (byte << 24) >> 24);

/** What the reference gives for all 65,536 pairs of bytes, before limits. */
const outputsOf = ({ tables: [a, b], rescale }: Summation, zero: number): Int32Array => {
  const outputs = new Int32Array(65536);
  a.forEach((first, x) => {
    b.forEach((second, y) => {
      outputs[256 * x + y] = requantize(first + second, rescale) + zero;
    });
  });
  return outputs;
};

/**
 * The reference's sum as a plane over both inputs, if there is one that cuts every pair of bytes right: given slopes, each pair
 * bounds the offset from both sides.
 */
const sumPlane = (summation: Summation, zero: number, limits: Interval): Plane | undefined => {
  const outputs = outputsOf(summation, zero);
  const nearest = summation.slopes.map((slope) => Math.round(slope * 2 ** Sum.SHIFT));
  const steps = Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, at) => at - NEIGHBOURS).sort((a, b) => a * a - b * b);
  for (const stepA of steps)
    for (const stepB of steps) {
      const a = (nearest[0] as number) + stepA;
      const b = (nearest[1] as number) + stepB;
      const { min, max } = offsets(outputs, a, b, limits);
      const offset = Math.floor((min + max) / 2);
      const largest = 128 * (Math.abs(a) + Math.abs(b)) + Math.abs(offset);
      if (min <= max && largest < 2 ** 31) return { slopes: [a, b], offset };
    }
  return undefined;
};

const offsets = (outputs: Int32Array, a: number, b: number, limits: Interval): Interval => {
  let [min, max] = [-(2 ** 31), 2 ** 31];
  for (const x of BYTES)
    for (const y of BYTES) {
      const output = outputs[256 * (x & 255) + (y & 255)] as number;
      const sum = x * a + y * b;
      if (output > limits.min) min = Math.max(min, Math.min(output, limits.max) * 2 ** Sum.SHIFT - sum);
      if (output < limits.max) max = Math.min(max, (Math.max(output, limits.min) + 1) * 2 ** Sum.SHIFT - 1 - sum);
    }
  return { min, max };
};

/** Constants of `add_s8_simd`; refused where there is no such plane. */
export const packSum = (summation: Summation, y: Tensor, activation: Activation): Uint8Array | Refusal => {
  const output = affine(y);
  const limits = activationRange(activation, output);
  const plane = sumPlane(summation, output.zero, limits);
  if (!plane) return refuse('no plane gives every output');
  const [first, second] = plane.slopes;
  const mask = 2 ** Sum.LOW_BITS - 1;
  return new Constants()
    .s32(limits.min, limits.max, halfwords(first >> Sum.LOW_BITS, second >> Sum.LOW_BITS))
    .s32(halfwords(first & mask, second & mask), plane.offset)
    .finish();
};

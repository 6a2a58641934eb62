import { Rounds } from '../../assembly/shared/rounds.ts';
import { ExitCode, ToolError } from '../errors.ts';
import type { Activation, DType, Quantization, Tensor } from '../model/graph.ts';
import type { Rounding } from '../model/rounding.ts';

/** A real multiplier as `multiplier · 2^(shift - 31)`. */
export interface Multiplier {
  readonly multiplier: number;
  readonly shift: number;
  /** How products become whole numbers: in float32, to even; ties up; or, where absent, twice, ties away from zero. */
  readonly rounds?: 'float32' | 'up';
}

const tags = { twice: 0, float32: Rounds.FLOAT32, up: Rounds.UP };

/** What kernels take. */
export const multiplierWords = ({ multiplier, shift, rounds }: Multiplier): [multiplier: number, shift: number] => [
  multiplier,
  shift + tags[rounds ?? 'twice'],
];

/** Mantissa in [0.5, 1) and exponent, as C's frexp. */
const frexp = (value: number): [number, number] => {
  if (value === 0) return [0, 0];
  const exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
  // log2 may be off by one at powers of two, and 2^exponent may overflow for subnormals: two exact corrections.
  let mantissa = value / 2 ** Math.floor(exponent / 2) / 2 ** (exponent - Math.floor(exponent / 2));
  let corrected = exponent;
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    corrected++;
  }
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    corrected--;
  }
  return [mantissa, corrected];
};

/** tensorflow/lite/kernels/internal/quantization_util.cc, QuantizeMultiplier. */
export const quantizeMultiplier = (real: number): Multiplier => {
  const [mantissa, exponent] = frexp(real);
  let shift = exponent;
  let multiplier = Math.round(mantissa * 2 ** 31);
  if (multiplier === 2 ** 31) {
    multiplier /= 2;
    shift++;
  }
  // Too small for a 32-bit shift: the reference drops the channel to its zero point.
  return shift < -31 ? { multiplier: 0, shift: 0 } : { multiplier, shift };
};

export interface Affine {
  readonly scale: number;
  readonly zero: number;
  readonly rounding?: Rounding;
}

/** The one scale and zero point of an activation tensor. */
export const affine = ({ quantization, name }: Tensor): Affine => {
  const [scale] = quantization?.scales ?? [];
  const [zero] = quantization?.zeroPoints ?? [];
  if (scale === undefined || zero === undefined)
    throw new ToolError(
      'NOT_QUANTIZED',
      ExitCode.Refused,
      `tensor "${name}" has no scale`,
      'Quantise the model fully to int8.',
    );
  return { scale, zero, ...(quantization?.rounding && { rounding: quantization.rounding }) };
};

/** Scale of a weight channel. */
export const channelScale = ({ scales }: Quantization, channel: number): number =>
  scales[channel] ?? (scales[0] as number);

/** Round half away from zero. */
export const round = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

/** Lowest and highest value of a quantised type. */
export const rangeOf = (dtype: DType): { min: number; max: number } => {
  if (dtype === 'int16') return { min: -32768, max: 32767 };
  if (dtype === 'uint8') return { min: 0, max: 255 };
  return dtype === 'int32' ? { min: -(2 ** 31), max: 2 ** 31 - 1 } : { min: -128, max: 127 };
};

/** Range of a quantised output under a fused activation (kernels/kernel_util.cc, CalculateActivationRangeQuantized): float32 maths. */
export const activationRange = (
  activation: Activation,
  { scale, zero }: Affine,
  dtype: DType = 'int8',
): { min: number; max: number } => {
  const { min, max } = rangeOf(dtype);
  const quantized = (real: number) => zero + round(Math.fround(real / Math.fround(scale)));
  const low =
    activation === 'relu' || activation === 'relu6'
      ? quantized(0)
      : activation === 'relu_n1_to_1'
        ? quantized(-1)
        : min;
  const high = activation === 'relu6' ? quantized(6) : activation === 'relu_n1_to_1' ? quantized(1) : max;
  return { min: Math.max(min, low), max: Math.min(max, high) };
};

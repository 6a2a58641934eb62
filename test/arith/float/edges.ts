import type { WasmValue } from '../../support/wasm-values.ts';
import type { OperandType } from './operations.ts';

/** Bits of the fraction and of the exponent, as IEEE 754 counts them. */
export interface Format {
  readonly fraction: number;
  readonly exponent: number;
}
export const formats: Readonly<Record<'f32' | 'f64', Format>> = {
  f32: { fraction: 23, exponent: 8 },
  f64: { fraction: 52, exponent: 11 },
};
export const biasOf = ({ exponent }: Format): number => (1 << (exponent - 1)) - 1;
export const signOf = ({ fraction, exponent }: Format): bigint => 1n << BigInt(fraction + exponent);

export const toValue = (type: OperandType, bits: bigint): WasmValue =>
  type === 'f32' || type === 'i32' ? Number(BigInt.asIntN(32, bits)) : BigInt.asIntN(64, bits);

const floats = (format: Format): bigint[] => {
  const one = 1n << BigInt(format.fraction);
  const power = (exponent: number) => BigInt(biasOf(format) + exponent) * one;
  const infinity = BigInt((1 << format.exponent) - 1) * one;
  const { fraction } = format;
  const magnitudes = [
    ...[0n, 1n, 2n, one / 2n, one - 1n, one, one + 1n, 2n * one],
    ...[-fraction - 1, -fraction, -1, 0, 1, 31, 32, 63, 64].flatMap((at) => [
      power(at) - 1n,
      power(at),
      power(at) + 1n,
    ]),
    ...[power(0) + one / 2n, power(1) + one / 4n, power(1) + one / 2n, power(2) + one - one / 4n],
    // Halves, and integers that the fraction just holds.
    ...[power(fraction - 1) + 1n, power(fraction) - 1n, power(fraction) + 1n, power(fraction + 1) + 1n],
    ...[infinity - one, infinity - 1n, infinity],
    // NaNs: signalling, canonical, quiet with a payload.
    ...[infinity + 1n, infinity + one / 2n - 1n, infinity + one / 2n, infinity + one / 2n + 1n, infinity + one - 1n],
  ];
  return magnitudes.flatMap((magnitude) => [magnitude, signOf(format) | magnitude]);
};

/** Of f64: where f32 and i32 have edges. */
const edgesOfNarrower = [
  // Half of f32's least subnormal, then its least normal number.
  ...[0x368f_ffff_ffff_ffffn, 0x3690_0000_0000_0000n, 0x3690_0000_0000_0001n, 0x36a0_0000_0000_0000n],
  ...[0x380f_ffff_e000_0000n, 0x380f_ffff_f000_0000n, 0x3810_0000_0000_0000n],
  // f32's greatest number, and the half beyond it.
  ...[0x47ef_ffff_e000_0000n, 0x47ef_ffff_efff_ffffn, 0x47ef_ffff_f000_0000n],
  // Halfway between neighbours of f32, and beside.
  ...[0x3ff0_0000_0fff_ffffn, 0x3ff0_0000_1000_0000n, 0x3ff0_0000_1000_0001n, 0x3ff0_0000_3000_0000n],
  // 2^31 - 1, 2^31 + 0.5, 2^31 + 1, 2^32 - 1, and just below the next integer.
  ...[0x41df_ffff_ffc0_0000n, 0x41df_ffff_ffff_ffffn, 0x41e0_0000_0010_0000n, 0x41e0_0000_001f_ffffn],
  ...[0x41e0_0000_0020_0000n, 0x41ef_ffff_ffe0_0000n, 0x41ef_ffff_ffff_ffffn],
].flatMap((bits) => [bits, bits | signOf(formats.f64)]);

const integers = (width: number): bigint[] =>
  Array.from({ length: width }, (_, at) => 1n << BigInt(at)).flatMap((power) => [
    power - 1n,
    power,
    power + 1n,
    -power,
  ]);

/** Integers halfway between neighbouring floats, and beside, with their leading bit at `leading`. */
const halfway = (leading: number): bigint[] =>
  [24, 53]
    .filter((bits) => bits <= leading)
    .flatMap((bits) => {
      const [power, half] = [1n << BigInt(leading), 1n << BigInt(leading - bits)];
      return [power + half, power + half - 1n, power + half + 1n, power + 3n * half, 2n * power - half];
    });

export const edges: Readonly<Record<OperandType, readonly WasmValue[]>> = {
  i32: [...integers(32), ...[24, 25, 31].flatMap(halfway)].map((bits) => toValue('i32', bits)),
  i64: [...integers(64), ...[24, 25, 40, 53, 54, 63].flatMap(halfway)].map((bits) => toValue('i64', bits)),
  f32: floats(formats.f32).map((bits) => toValue('f32', bits)),
  f64: [...floats(formats.f64), ...edgesOfNarrower].map((bits) => toValue('f64', bits)),
};

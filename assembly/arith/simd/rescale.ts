import { Block, FLOOR_BITS, Form, NEAREST_BITS, Simd } from '../../shared/simd_layout';
import { clamp, requantize } from '../requantize';

/**
 * Outputs of eight channels from their sums, as s16 that saturate to the right s8, by formulas that host/compile/rescale-simd.ts
 * has proven equal to `requantize` and the output's zero point for all sums that occur. Adding a large float32 rounds to as many
 * bits behind the point as it leaves room for.
 *   FLOOR    floor(sum · scale + offset), the product to 8 bits behind the point
 *   NEAREST  round(sum · scale ± offset) + zero point, away from zero
 *   DOUBLE   the same in float64
 *   EVEN     round(sum · scale) + zero point, ties to even; the definition itself of layers that round so
 */
@inline
export function rescale_8(low: v128, high: v128, block: usize, p: usize, form: Form): v128 {
  if (isDefined(ROUNDS_OTHERWISE)) {
    if (form == Form.EVEN) return rescale_to_even(low, high, block, p);
  }
  if (form == Form.DOUBLE)
    return i16x8.narrow_i32x4_s(rescale_4_double(low, block, p), rescale_4_double(high, block + 32, p));
  const scaledLow = f32x4.mul(f32x4.convert_i32x4_s(low), v128.load(block, Block.SCALE));
  const scaledHigh = f32x4.mul(f32x4.convert_i32x4_s(high), v128.load(block, Block.SCALE + 16));
  const offsetLow = v128.load(block, Block.OFFSET);
  const offsetHigh = v128.load(block, Block.OFFSET + 16);
  if (form == Form.FLOOR) {
    const bits = i32x4.splat(FLOOR_BITS);
    const fixedLow = i32x4.sub(f32x4.add(scaledLow, offsetLow), bits);
    const fixedHigh = i32x4.sub(f32x4.add(scaledHigh, offsetHigh), bits);
    return i16x8.shr_s(i16x8.narrow_i32x4_s(fixedLow, fixedHigh), 8);
  }
  const bits = i32x4.splat(NEAREST_BITS);
  const sign = i32x4.splat(i32.MIN_VALUE);
  const zero = v128.load32_splat(p, Simd.NEAREST_ZERO);
  const awayLow = f32x4.add(scaledLow, v128.or(v128.and(scaledLow, sign), offsetLow));
  const awayHigh = f32x4.add(scaledHigh, v128.or(v128.and(scaledHigh, sign), offsetHigh));
  const integerLow = i32x4.sub(f32x4.add(awayLow, zero), bits);
  const integerHigh = i32x4.sub(f32x4.add(awayHigh, zero), bits);
  return i16x8.narrow_i32x4_s(integerLow, integerHigh);
}

/** A zero point that the float held would move ties. */
@inline
function rescale_to_even(low: v128, high: v128, block: usize, p: usize): v128 {
  const nearest = i32x4.splat(NEAREST_BITS);
  const zero = i32x4.splat(NEAREST_BITS - load<i32>(p, Simd.OUT_ZERO));
  const scaledLow = f32x4.mul(f32x4.convert_i32x4_s(low), v128.load(block, Block.SCALE));
  const scaledHigh = f32x4.mul(f32x4.convert_i32x4_s(high), v128.load(block, Block.SCALE + 16));
  const evenLow = i32x4.sub(f32x4.add(scaledLow, nearest), zero);
  const evenHigh = i32x4.sub(f32x4.add(scaledHigh, nearest), zero);
  return i16x8.narrow_i32x4_s(evenLow, evenHigh);
}

/** Four channels, whose scales and offsets begin at `block`. */
@inline
function rescale_4_double(sums: v128, block: usize, p: usize): v128 {
  const upper = v128.shuffle<i64>(sums, sums, 1, 1);
  const one = rescale_2(sums, v128.load(block, Block.SCALE), v128.load(block, Block.OFFSET), p);
  const two = rescale_2(upper, v128.load(block, Block.SCALE + 16), v128.load(block, Block.OFFSET + 16), p);
  return v128.shuffle<i32>(one, two, 0, 2, 4, 6);
}

/** The lowest words of a large float64 plus the output. */
@inline
function rescale_2(sums: v128, scale: v128, offset: v128, p: usize): v128 {
  const scaled = f64x2.mul(f64x2.convert_low_i32x4_s(sums), scale);
  const away = v128.or(v128.and(scaled, i64x2.splat(i64.MIN_VALUE)), offset);
  return f64x2.add(f64x2.add(scaled, away), v128.load64_splat(p, Simd.DOUBLE_ZERO));
}

/** Saturates two rows of eight to s8 and to the activation. */
@inline
export function limit_16(a: v128, b: v128, p: usize): v128 {
  const least = v128.load8_splat(p, Simd.OUT_MIN);
  const most = v128.load8_splat(p, Simd.OUT_MAX);
  return i8x16.min_s(i8x16.max_s(i8x16.narrow_i16x8_s(a, b), least), most);
}

/** Output of one sum, by the definition. */
export function rescale_exactly(sum: i32, block: usize, channel: usize, p: usize): i32 {
  const at = block + (channel << 2);
  const scaled = requantize(sum, load<i32>(at, Block.SCALE), load<i32>(at, Block.OFFSET));
  return clamp(scaled + load<i32>(p, Simd.OUT_ZERO), load<i32>(p, Simd.OUT_MIN), load<i32>(p, Simd.OUT_MAX));
}

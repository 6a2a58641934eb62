import { Conv } from '../../shared/conv_layout';
import { clamp } from '../requantize';

/** Twice the differing bits that make an output -1 begin behind s32. */
@inline
export function bit_of(twice: i32, threshold: usize): u32 {
  return u32(twice > load<i32>(threshold));
}

/**
 * A real number, in two rounded operations as the reference has them (larq_compute_engine/core/bconv2d/output_transform.h). Where
 * padding halves channels, it is put right behind them (zero_padding_correction.h).
 * @param factors  f32: factor, then addend
 * @param p        OUT_MIN, OUT_MAX: of twice the differing bits; lowest bit of OUT_ZERO: whether channels are halved
 */
@inline
export function real_of(twice: i32, correction: i32, isPadded: bool, factors: usize, p: usize): f32 {
  const factor = load<f32>(factors);
  if (load<i32>(p, Conv.OUT_ZERO) & 1) {
    const value = <f32>twice * factor + load<f32>(factors, 4);
    return isPadded ? value + <f32>correction * factor : value;
  }
  const bounded = clamp(twice + correction, load<i32>(p, Conv.OUT_MIN), load<i32>(p, Conv.OUT_MAX));
  return <f32>bounded * factor + load<f32>(factors, 4);
}

/**
 * The line that the compiler has found to give what the reference's reals give.
 * @param line  s32 slope and start, u8 right shift, s8 least and largest output
 */
@inline
export function s8_of(differing: i32, line: usize): i32 {
  const value = (differing * load<i32>(line) + load<i32>(line, 4)) >> load<u8>(line, 8);
  return clamp(value, load<i8>(line, 9), load<i8>(line, 10));
}

import { clamp, requantize } from '../arith/requantize';

/** Headroom of a sum before it is rescaled: 20 bits, less the reference's first rescaling, by 1/2 exactly. */
const LEFT_SHIFT = 19;

/**
 * Rescales one sum of elements of equal scale (tensorflow/lite/kernels/internal/reference/add_n.h).
 * @param sum  of the elements as they are stored
 * @param y    s8, written
 * @param p    s32: what the sum has too much, multiplier, shift, zero point
 */
export function add_n_s8(sum: i32, y: usize, p: usize): void {
  const scaled = requantize((sum - load<i32>(p)) << LEFT_SHIFT, load<i32>(p, 4), load<i32>(p, 8)) + load<i32>(p, 12);
  store<u8>(y, clamp(scaled, -128, 127));
}

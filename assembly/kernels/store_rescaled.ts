import { clamp, requantize } from '../arith/requantize';

/** Rescales a sum and stores it, saturated. T is i8 or i16. */
export function store_rescaled<T>(y: usize, sum: i32, multiplier: i32, shift: i32, zero: i32): void {
  const most = (1 << ((sizeof<T>() << 3) - 1)) - 1;
  store<T>(y, <T>clamp(requantize(sum, multiplier, shift) + zero, ~most, most));
}

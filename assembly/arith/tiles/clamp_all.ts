import { clamp } from '../requantize';

/** Clamps s8 up to `end`, in place: for an activation whose range is not that of s8. */
export function clamp_all(from: usize, end: usize, low: i32, high: i32): void {
  if (low == -128 && high == 127) return;
  do {
    store<u8>(from, clamp(load<i8>(from), low, high));
    from++;
  } while (from != end);
}

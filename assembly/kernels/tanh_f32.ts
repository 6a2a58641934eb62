import { expm1_f32 } from '../arith/real/expm1';

/** As glibc computes it (after FreeBSD's s_tanhf.c), by e^2|x| - 1. */
export function tanh_f32(x: f32): f32 {
  const magnitude = abs<f32>(x);
  // Below 2^-55 x itself is nearest, also a zero; from 22 on 1 is.
  if (magnitude < 2.7755575615628914e-17) return x * (1 + x);
  let result: f32 = 1;
  if (magnitude < 1) {
    const e = expm1_f32(-2 * magnitude);
    result = -e / (e + 2);
  } else if (magnitude < 22) result = 1 - 2 / (expm1_f32(2 * magnitude) + 2);
  if (x != x) return x;
  return copysign<f32>(result, x);
}

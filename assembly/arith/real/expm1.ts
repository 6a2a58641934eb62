const LN2_HIGH: f32 = 0.6931381225585938;
const LN2_LOW: f32 = 9.05800061445916e-6;
/** Bits of 128 · ln 2, 27 · ln 2, 1.5 · ln 2 and 0.5 · ln 2. */
const INFINITE: u32 = 0x42b17218;
const END: u32 = 0x4195b844;
const ONE_AND_A_HALF: u32 = 0x3f851592;
const HALF: u32 = 0x3eb17218;
/** Of 2^-25: below it x itself is nearest. */
const LEAST: u32 = 0x33000000;

/** e^x - 1 as glibc computes it (after FreeBSD's s_expm1f.c), in single precision: x = k · ln 2 + r, and a rational function of r. */
export function expm1_f32(x: f32): f32 {
  const magnitude = reinterpret<u32>(x) & 0x7fffffff;
  if (magnitude >= END) {
    if (x != x) return x;
    if (x < 0) return -1;
    if (magnitude >= INFINITE) return Infinity;
  }
  if (magnitude < LEAST) return x;
  let k = 0;
  let rest: f32 = 0;
  if (magnitude > HALF) {
    let high: f32;
    let low: f32;
    if (magnitude < ONE_AND_A_HALF) {
      k = x < 0 ? -1 : 1;
      high = x < 0 ? x + LN2_HIGH : x - LN2_HIGH;
      low = x < 0 ? -LN2_LOW : LN2_LOW;
    } else {
      k = <i32>(<f32>1.4426950216293335 * x + <f32>(x < 0 ? -0.5 : 0.5));
      high = x - <f32>k * LN2_HIGH;
      low = <f32>k * LN2_LOW;
    }
    x = high - low;
    rest = high - x - low;
  }
  const half: f32 = 0.5 * x;
  const s: f32 = x * half;
  const tail: f32 = <f32>-7.936507608974352e-5 + s * (<f32>4.00821772927884e-6 + s * <f32>-2.0109921194944036e-7);
  const r: f32 = 1 + s * (<f32>-0.03333333507180214 + s * (<f32>0.0015873016091063619 + s * tail));
  const t: f32 = 3 - r * half;
  let e: f32 = s * ((r - t) / (6 - x * t));
  if (k == 0) return x - (x * e - s);
  e = x * (e - rest) - rest - s;
  if (k == -1) return 0.5 * (x - e) - 0.5;
  if (k == 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  return scaled(x, e, k);
}

/** 2^k · (1 + x - e) - 1, in the order that loses least. */
function scaled(x: f32, e: f32, k: i32): f32 {
  if (k <= -2 || k > 56) return times_power(1 - (e - x), k) - 1;
  if (k < 23) return times_power(reinterpret<f32>(0x3f800000 - (0x1000000 >> k)) - (e - x), k);
  return times_power(x - (e + reinterpret<f32>((0x7f - k) << 23)) + 1, k);
}


@inline
function times_power(x: f32, k: i32): f32 {
  return reinterpret<f32>(reinterpret<i32>(x) + (k << 23));
}

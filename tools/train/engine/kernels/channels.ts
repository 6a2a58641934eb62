// Arrays f32[rows][channels], four channels to a vector and the last few one by one. Sums are kept in f32 for as many rows as
// that is exact enough, then in f64.

const ROWS: i32 = 256;

/**
 * Of each channel the sum of a, and of a times b.
 * @param sums      f64[channels], added to
 * @param products  f64[channels], added to
 */
export function moments(sums: usize, products: usize, a: usize, b: usize, rows: i32, channels: i32): void {
  const step = (<usize>channels) << 2;
  for (; rows > 0; rows -= ROWS) {
    const own = min(rows, ROWS);
    let channel = 0;
    for (; channel + 4 <= channels; channel += 4) {
      const at = (<usize>channel) << 2;
      momentsOfFour(sums + (at << 1), products + (at << 1), a + at, b + at, own, step);
    }
    for (; channel < channels; channel++) {
      const at = (<usize>channel) << 2;
      momentsOfOne(sums + (at << 1), products + (at << 1), a + at, b + at, own, step);
    }
    a += step * ROWS;
    b += step * ROWS;
  }
}

function momentsOfFour(sums: usize, products: usize, a: usize, b: usize, rows: i32, step: usize): void {
  let sum = f32x4.splat(0);
  let product = f32x4.splat(0);
  for (; rows > 0; rows--) {
    const x = v128.load(a);
    sum = f32x4.add(sum, x);
    product = f32x4.add(product, f32x4.mul(x, v128.load(b)));
    a += step;
    b += step;
  }
  addWide(sums, sum);
  addWide(products, product);
}

function addWide(to: usize, four: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(four)));
  const high = v128.shuffle<f32>(four, four, 2, 3, 0, 1);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
}

function momentsOfOne(sums: usize, products: usize, a: usize, b: usize, rows: i32, step: usize): void {
  let sum: f32 = 0;
  let product: f32 = 0;
  for (; rows > 0; rows--) {
    const x = load<f32>(a);
    sum += x;
    product += x * load<f32>(b);
    a += step;
    b += step;
  }
  store<f64>(sums, load<f64>(sums) + sum);
  store<f64>(products, load<f64>(products) + product);
}

/**
 * y = a · p + b · q + r, with p, q and r of each channel.
 * @param factors  f32[3][channels]: p, q, r
 */
export function blend(y: usize, a: usize, b: usize, factors: usize, rows: i32, channels: i32): void {
  const bytes = (<usize>channels) << 2;
  for (; rows > 0; rows--) {
    let at: usize = 0;
    for (; at + 16 <= bytes; at += 16) {
      const from = factors + at;
      const first = f32x4.mul(v128.load(a + at), v128.load(from));
      const second = f32x4.mul(v128.load(b + at), v128.load(from + bytes));
      v128.store(y + at, f32x4.add(f32x4.add(first, second), v128.load(from + bytes * 2)));
    }
    for (; at < bytes; at += 4) {
      const from = factors + at;
      const first = load<f32>(a + at) * load<f32>(from);
      store<f32>(y + at, first + load<f32>(b + at) * load<f32>(from + bytes) + load<f32>(from + bytes * 2));
    }
    y += bytes;
    a += bytes;
    b += bytes;
  }
}

/** Rows no longer than this are divided by it. */
const EPSILON: f32 = 1e-6;

/**
 * Rows divided by their length (tensorflow/lite/kernels/internal/reference/l2normalization.h).
 * @param x f32[rows, depth]
 * @param y f32[rows, depth]; may begin at or before x and lie over it
 */
export function l2_normalization_f32(x: usize, y: usize, rows: i32, depth: usize): void {
  do {
    const end = x + (depth << 2);
    let sum: f32 = 0;
    for (let at = x; at != end; at += 4) sum += load<f32>(at) * load<f32>(at);
    const root = sqrt<f32>(sum);
    const length = root < EPSILON ? EPSILON : root;
    do {
      store<f32>(y, load<f32>(x) / length);
      x += 4;
      y += 4;
    } while (x != end);
    rows--;
  } while (rows);
}

/**
 * Resizes images: an output is made of four inputs, weighted by how near they are
 * (tensorflow/lite/kernels/internal/reference/resize_bilinear.h).
 * @param x     f32[images, H, W, C], imageBytes an image
 * @param y     f32[images, OH, OW, C]
 * @param p     for each row and then for each column of the output {offset of the input before it, of the one behind it s32, in
 *              bytes; distance from the first f32}
 */
export function resize_bilinear_f32(
  x: usize,
  y: usize,
  images: i32,
  imageBytes: usize,
  outH: usize,
  outW: usize,
  channels: usize,
  p: usize,
): void {
  const columns = p + 12 * outH;
  const end = columns + 12 * outW;
  do {
    for (let row = p; row != columns; row += 12) {
      const upper = x + load<u32>(row);
      const lower = x + load<u32>(row, 4);
      const down = load<f32>(row, 8);
      for (let column = columns; column != end; column += 12) {
        let left = load<u32>(column);
        let right = load<u32>(column, 4);
        const across = load<f32>(column, 8);
        for (let c = channels; c; c--) {
          const a = load<f32>(upper + left) * (1 - down) * (1 - across);
          const b = load<f32>(lower + left) * down * (1 - across);
          const c = load<f32>(upper + right) * (1 - down) * across;
          const d = load<f32>(lower + right) * down * across;
          store<f32>(y, a + b + c + d + 0);
          left += 4;
          right += 4;
          y += 4;
        }
      }
    }
    x += imageBytes;
    images--;
  } while (images);
}

import { Conv } from '../../shared/conv_layout';
import { REAL_TILE } from '../../shared/real_layout';

/** Sums and biases, kept within limits as `clamp_f32` does. */
export function finish_f32(sums: v128, biases: v128, p: usize): v128 {
  const low = v128.load32_splat(p, Conv.OUT_MIN);
  const high = v128.load32_splat(p, Conv.OUT_MAX);
  return f32x4.pmin(f32x4.pmax(f32x4.add(sums, biases), low), high);
}

/**
 * Stores outputs of a tile of eight filters, `left` of them where there are fewer.
 * @param tile     begins with their biases
 * @param scratch  f32[8]
 */
export function store_filters(a: v128, b: v128, tile: usize, y: usize, left: i32, p: usize, scratch: usize): void {
  const first = finish_f32(a, v128.load(tile), p);
  const second = finish_f32(b, v128.load(tile, 16), p);
  if (left >= REAL_TILE) {
    v128.store(y, first);
    v128.store(y, second, 16);
    return;
  }
  v128.store(scratch, first);
  v128.store(scratch, second, 16);
  memory.copy(y, scratch, (<usize>left) << 2);
}

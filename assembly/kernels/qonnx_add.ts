/**
 * first · a + second · b + offset.
 * @param a A[n]: i8 or i32
 * @param b B[n]: i8 or i32
 * @param y s32[n], n >= 1
 */
export function qonnx_add<A, B>(a: usize, b: usize, y: usize, n: i32, first: i32, second: i32, offset: i32): void {
  const end = y + (n << 2);
  do {
    store<i32>(y, <i32>load<A>(a) * first + <i32>load<B>(b) * second + offset);
    a += sizeof<A>();
    b += sizeof<B>();
    y += 4;
  } while (y != end);
}

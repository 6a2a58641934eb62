/**
 * Surrounds a tensor with its zero point. Axes inside the last padded one are one run of bytes; four more are looped over.
 * @param x  s8, row-major, no larger than y
 * @param y  s8
 * @param p  s32: bytes of y, value, offset in y of x's first element, bytes of a run, then four times {extent in x, bytes
 *           from one to the next in y}, outermost first
 */
export function pad_s8(x: usize, y: usize, p: usize): void {
  const end = y + load<i32>(p);
  const value = load<i32>(p, 4);
  for (let at = y; at != end; at++) store<u8>(at, value);
  const run = load<i32>(p, 12);
  let to0 = y + load<i32>(p, 8);
  for (let left0 = load<i32>(p, 16); left0; left0--) {
    let to1 = to0;
    for (let left1 = load<i32>(p, 24); left1; left1--) {
      let to2 = to1;
      for (let left2 = load<i32>(p, 32); left2; left2--) {
        let to3 = to2;
        for (let left3 = load<i32>(p, 40); left3; left3--) {
          for (let at: i32 = 0; at < run; at++) store<u8>(to3 + at, load<u8>(x + at));
          x += run;
          to3 += load<i32>(p, 44);
        }
        to2 += load<i32>(p, 36);
      }
      to1 += load<i32>(p, 28);
    }
    to0 += load<i32>(p, 20);
  }
}

/**
 * The shape that two broadcast to, extent by extent from the last: the one that is not 1. Of each, the low word counts. Where both
 * are larger and differ, the reference stops; this takes the first.
 * @param a, b  nA, nB extents of type `T`; the shorter shape is 1 where it has none
 * @param y     as many extents as the longer one has
 */
export function broadcast_args<T>(a: usize, nA: i32, b: usize, nB: i32, y: usize): void {
  for (let at = max(nA, nB); at; at--) {
    nA--;
    nB--;
    let extent = nB < 0 ? 1 : load<i32>(b + <usize>nB * sizeof<T>());
    const first = nA < 0 ? 1 : load<i32>(a + <usize>nA * sizeof<T>());
    if (first != 1) extent = first;
    store<T>(y + <usize>(at - 1) * sizeof<T>(), <T>extent);
  }
}

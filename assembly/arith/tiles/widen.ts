import { sxtb16 } from '../dsp';

/**
 * Sign-extends bytes to pairs of halfwords, as factors of SMLAD: of each four, 0 and 2 in one word, 1 and 3 in the next.
 * @param n     bytes, a multiple of 4, at least 4
 * @param step  bytes from one pair to the next
 */
@inline
export function widen(from: usize, to: usize, n: usize, step: usize): void {
  const end = from + n;
  do {
    const bytes = load<i32>(from);
    store<u32>(to, sxtb16(bytes));
    store<u32>(to + step, sxtb16(rotr(bytes, 8)));
    from += 4;
    to += 2 * step;
  } while (from != end);
}

/** As `widen`, for one window of four, eight bytes at a time; gives where the next byte's pair goes. */
@inline
export function widen_by_8(from: usize, to: usize, n: usize): usize {
  const end = from + n;
  do {
    let bytes = load<i32>(from);
    store<u32>(to, sxtb16(bytes));
    store<u32>(to, sxtb16(rotr(bytes, 8)), 16);
    bytes = load<i32>(from, 4);
    store<u32>(to, sxtb16(bytes), 32);
    store<u32>(to, sxtb16(rotr(bytes, 8)), 48);
    from += 8;
    to += 64;
  } while (from != end);
  return to;
}

/** Widens four windows that follow one another, of `n` bytes each, to s16[n / 2][4 windows][2]. */
@inline
export function widen_4(from: usize, to: usize, n: usize): void {
  const end = from + n;
  do {
    let bytes = load<i32>(from);
    store<u32>(to, sxtb16(bytes));
    store<u32>(to, sxtb16(rotr(bytes, 8)), 16);
    bytes = load<i32>(from + n);
    store<u32>(to, sxtb16(bytes), 4);
    store<u32>(to, sxtb16(rotr(bytes, 8)), 20);
    bytes = load<i32>(from + 2 * n);
    store<u32>(to, sxtb16(bytes), 8);
    store<u32>(to, sxtb16(rotr(bytes, 8)), 24);
    bytes = load<i32>(from + 3 * n);
    store<u32>(to, sxtb16(bytes), 12);
    store<u32>(to, sxtb16(rotr(bytes, 8)), 28);
    from += 4;
    to += 32;
  } while (from != end);
}

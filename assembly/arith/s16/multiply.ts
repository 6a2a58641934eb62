import { TILE_CHANNELS, TILE_DEPTH } from '../../shared/conv_layout';

/**
 * Products of a window and four filters, modulo 2^32.
 * @param from, end  u16[n], n a multiple of `TILE_DEPTH`
 * @param w          u8[n, 4]
 * @param sums       u32[4], written
 */
export function multiply_s16(from: usize, end: usize, w: usize, sums: usize): void {
  let a0: u32 = 0;
  let a1: u32 = 0;
  let a2: u32 = 0;
  let a3: u32 = 0;
  do {
    let value = <u32>load<u16>(from);
    a0 += value * load<u8>(w);
    a1 += value * load<u8>(w, 1);
    a2 += value * load<u8>(w, 2);
    a3 += value * load<u8>(w, 3);
    value = <u32>load<u16>(from, 2);
    a0 += value * load<u8>(w, 4);
    a1 += value * load<u8>(w, 5);
    a2 += value * load<u8>(w, 6);
    a3 += value * load<u8>(w, 7);
    value = <u32>load<u16>(from, 4);
    a0 += value * load<u8>(w, 8);
    a1 += value * load<u8>(w, 9);
    a2 += value * load<u8>(w, 10);
    a3 += value * load<u8>(w, 11);
    value = <u32>load<u16>(from, 6);
    a0 += value * load<u8>(w, 12);
    a1 += value * load<u8>(w, 13);
    a2 += value * load<u8>(w, 14);
    a3 += value * load<u8>(w, 15);
    value = <u32>load<u16>(from, 8);
    a0 += value * load<u8>(w, 16);
    a1 += value * load<u8>(w, 17);
    a2 += value * load<u8>(w, 18);
    a3 += value * load<u8>(w, 19);
    value = <u32>load<u16>(from, 10);
    a0 += value * load<u8>(w, 20);
    a1 += value * load<u8>(w, 21);
    a2 += value * load<u8>(w, 22);
    a3 += value * load<u8>(w, 23);
    value = <u32>load<u16>(from, 12);
    a0 += value * load<u8>(w, 24);
    a1 += value * load<u8>(w, 25);
    a2 += value * load<u8>(w, 26);
    a3 += value * load<u8>(w, 27);
    value = <u32>load<u16>(from, 14);
    a0 += value * load<u8>(w, 28);
    a1 += value * load<u8>(w, 29);
    a2 += value * load<u8>(w, 30);
    a3 += value * load<u8>(w, 31);
    from += 2 * TILE_DEPTH;
    w += TILE_DEPTH * TILE_CHANNELS;
  } while (from != end);
  store<u32>(sums, a0);
  store<u32>(sums, a1, 4);
  store<u32>(sums, a2, 8);
  store<u32>(sums, a3, 12);
}

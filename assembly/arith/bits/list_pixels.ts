import { Conv, SignLists } from '../../shared/conv_layout';

/**
 * Lists, for each pixel of an image, the channels whose signs are of the rarer kind in the whole image; and behind them for a pixel
 * of +1, as padding is.
 * @param x         u32[IN_H, IN_W, IN_CHANNELS]
 * @param p         fields `Conv`
 * @param channels  of a pixel
 * @param lists     a record of `bytes` each, see `SignLists`
 * @returns         whether the signs that are listed are +1
 */
export function list_pixels(x: usize, p: usize, channels: i32, lists: usize, bytes: usize): bool {
  const pixels = load<i32>(p, Conv.IN_H) * load<i32>(p, Conv.IN_W);
  const words = load<i32>(p, Conv.IN_CHANNELS);
  const tail = load<u32>(p, Conv.PAD_VALUE);
  let total = 0;
  let from = x;
  for (let pixel = 0; pixel < pixels; pixel++)
    for (let word = 1; word <= words; word++) {
      total += popcnt<i32>(load<u32>(from) & (word == words ? tail : 0xffffffff));
      from += 4;
    }
  const isInverted = total << 1 > pixels * channels;
  const invert: u32 = isInverted ? 0xffffffff : 0;
  for (let pixel = 0; pixel <= pixels; pixel++) {
    const first = lists + SignLists.ENTRIES;
    let to = first;
    for (let word = 0; word < words; word++) {
      let left = invert;
      if (pixel < pixels) {
        left ^= load<u32>(x);
        x += 4;
      }
      if (word == words - 1) left &= tail;
      const place = (word << 5) + 1;
      while (left) {
        store<u16>(to, place + ctz<u32>(left));
        to += 2;
        left &= left - 1;
      }
    }
    store<u32>(lists, to - first);
    lists += bytes;
  }
  return isInverted;
}

import { packed_output } from '../arith/tiles/packed_output';
import { clear_packed, fill_packed, widen_taps } from '../arith/tiles/packed_plane';
import { add_second } from '../arith/tiles/packed_sums';
import { Packed, PackedChannel } from '../shared/packed_layout';

/**
 * Depthwise convolution that multiplies two values at once by a tap; gives what `depthwise_conv2d_s8` gives. The products'
 * sums, first + (second << 16), are taken apart two taps at a time: 2 · 127 · 128 fits 16 bits.
 * @param x        s8[H, W, C]
 * @param y        s8[OH, OW, C · multiplier], written channel after channel: it may be x if the multiplier is 1
 * @param p        the layer's constants: fields `Packed`, then per output channel fields `PackedChannel` and taps, s8
 * @param scratch  s32, taps and plane
 */
export function depthwise_conv2d_s8_packed(x: usize, y: usize, p: usize, scratch: usize): void {
  const taps = load<u32>(p, Packed.TAPS);
  const plane = scratch + load<u32>(p, Packed.TAP_BYTES);
  const channelBytes = PackedChannel.BYTES + ((taps + 3) & ~3);
  const endX = x + load<u32>(p, Packed.CHANNELS);
  let channel = p + Packed.BYTES;
  clear_packed(plane, p);
  do {
    fill_packed(x, plane, p);
    let repeat = load<u32>(p, Packed.MULTIPLIER);
    do {
      widen_taps(channel + PackedChannel.BYTES, scratch, plane);
      convolve(scratch, plane, y, p, channel);
      channel += channelBytes;
      y++;
      repeat--;
    } while (repeat);
    x++;
  } while (x != endX);
}

/** All outputs of one channel. */
function convolve(taps: usize, plane: usize, y: usize, p: usize, channel: usize): void {
  const endTaps = plane;
  const columnsOfTaps = load<u32>(p, Packed.KERNEL_COLUMNS);
  const isOdd = columnsOfTaps & 1;
  const pairBytes = (columnsOfTaps >> 1) << 3;
  const step = <usize>load<u32>(p, Packed.TAP_COLUMN);
  const bias = load<i32>(channel, PackedChannel.BIAS);
  const biases = bias + (bias << 16);
  let rows = load<u32>(p, Packed.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    let columns = load<u32>(p, Packed.OUT_COLUMNS);
    do {
      let all = biases;
      let second = bias;
      let row = from;
      let w = taps;
      do {
        let at = row;
        const endPairs = w + pairBytes;
        while (w != endPairs) {
          let sums = load<i32>(at) * load<i32>(w);
          at += step;
          sums += load<i32>(at) * load<i32>(w, 4);
          at += step;
          w += 8;
          all += sums;
          second = add_second(second, sums);
        }
        if (isOdd) {
          const sums = load<i32>(at) * load<i32>(w);
          w += 4;
          all += sums;
          second = add_second(second, sums);
        }
        row += load<u32>(p, Packed.TAP_ROW);
      } while (w != endTaps);
      store<u8>(to, packed_output(all - (second << 16), p, channel));
      store<u8>(to + load<u32>(p, Packed.Y_SECOND), packed_output(second, p, channel));
      to += load<u32>(p, Packed.Y_COLUMN);
      from += load<u32>(p, Packed.STEP_COLUMN);
      columns--;
    } while (columns);
    y += load<u32>(p, Packed.Y_ROW);
    plane += load<u32>(p, Packed.STEP_ROW);
    rows--;
  } while (rows);
}

import { packed_output } from '../arith/tiles/packed_output';
import { clear_packed, fill_packed, widen_taps } from '../arith/tiles/packed_plane';
import { add_second } from '../arith/tiles/packed_sums';
import { Packed, PackedChannel } from '../shared/packed_layout';

/** Bytes of a channel's constants. */
const CHANNEL_BYTES: usize = PackedChannel.BYTES + 12;
const TAP_BYTES: usize = 36;

/**
 * As `depthwise_conv2d_s8_packed`, for windows of 3×3 without dilation. Most channels' weights are so small that a row's three
 * products can be summed before the halves are taken apart.
 */
export function depthwise_conv2d_s8_packed_3x3(x: usize, y: usize, p: usize, scratch: usize): void {
  const plane = scratch + TAP_BYTES;
  const endX = x + load<u32>(p, Packed.CHANNELS);
  let channel = p + Packed.BYTES;
  clear_packed(plane, p);
  do {
    fill_packed(x, plane, p);
    let repeat = load<u32>(p, Packed.MULTIPLIER);
    do {
      widen_taps(channel + PackedChannel.BYTES, scratch, plane);
      if (load<i32>(channel, PackedChannel.HAS_SMALL_ROWS)) by_rows(scratch, y, p, channel);
      else by_pairs(scratch, y, p, channel);
      channel += CHANNEL_BYTES;
      y++;
      repeat--;
    } while (repeat);
    x++;
  } while (x != endX);
}

/** All outputs of a channel; sums are taken apart row by row. */
function by_rows(taps: usize, y: usize, p: usize, channel: usize): void {
  const pitch = <usize>load<u32>(p, Packed.PITCH);
  const bias = load<i32>(channel, PackedChannel.BIAS);
  const biases = bias + (bias << 16);
  let plane = taps + TAP_BYTES;
  let rows = load<u32>(p, Packed.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    let columns = load<u32>(p, Packed.OUT_COLUMNS);
    do {
      let at = from;
      let sums = load<i32>(at) * load<i32>(taps);
      sums += load<i32>(at, 4) * load<i32>(taps, 4);
      sums += load<i32>(at, 8) * load<i32>(taps, 8);
      let all = biases + sums;
      let second = add_second(bias, sums);
      at += pitch;
      sums = load<i32>(at) * load<i32>(taps, 12);
      sums += load<i32>(at, 4) * load<i32>(taps, 16);
      sums += load<i32>(at, 8) * load<i32>(taps, 20);
      all += sums;
      second = add_second(second, sums);
      at += pitch;
      sums = load<i32>(at) * load<i32>(taps, 24);
      sums += load<i32>(at, 4) * load<i32>(taps, 28);
      sums += load<i32>(at, 8) * load<i32>(taps, 32);
      all += sums;
      second = add_second(second, sums);
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

/** All outputs of a channel; sums are taken apart two products at a time. */
function by_pairs(taps: usize, y: usize, p: usize, channel: usize): void {
  const pitch = <usize>load<u32>(p, Packed.PITCH);
  const bias = load<i32>(channel, PackedChannel.BIAS);
  const biases = bias + (bias << 16);
  let plane = taps + TAP_BYTES;
  let rows = load<u32>(p, Packed.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    let columns = load<u32>(p, Packed.OUT_COLUMNS);
    do {
      let at = from;
      let sums = load<i32>(at) * load<i32>(taps);
      sums += load<i32>(at, 4) * load<i32>(taps, 4);
      let all = biases + sums;
      let second = add_second(bias, sums);
      sums = load<i32>(at, 8) * load<i32>(taps, 8);
      at += pitch;
      sums += load<i32>(at) * load<i32>(taps, 12);
      all += sums;
      second = add_second(second, sums);
      sums = load<i32>(at, 4) * load<i32>(taps, 16);
      sums += load<i32>(at, 8) * load<i32>(taps, 20);
      all += sums;
      second = add_second(second, sums);
      at += pitch;
      sums = load<i32>(at) * load<i32>(taps, 24);
      sums += load<i32>(at, 4) * load<i32>(taps, 28);
      all += sums;
      second = add_second(second, sums);
      sums = load<i32>(at, 8) * load<i32>(taps, 32);
      all += sums;
      second = add_second(second, sums);
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

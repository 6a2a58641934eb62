import { Packed, PackedChannel } from '../../shared/packed_layout';
import { bias_of, clamp_outputs, store_outputs } from './packed_outputs';
import { clear_packed, fill_packed, widen_taps } from './packed_plane';
import { add_second } from './packed_sums';

const TAPS = 9;
const TAP_BYTES: usize = 4 * TAPS;

/**
 * Depthwise convolution by windows of 3×3 without dilation: see `depthwise_conv2d_s8_packed`. Most channels' weights are so
 * small that a row's three products can be summed before the halves are taken apart.
 * @param isShort  a constant: which rescaling
 */
@inline
export function convolve_3x3(x: usize, y: usize, p: usize, scratch: usize, isShort: bool): void {
  const plane = scratch + TAP_BYTES;
  const endX = x + load<u32>(p, Packed.CHANNELS);
  const fieldBytes: usize = isShort ? PackedChannel.SHORT_BYTES : PackedChannel.BYTES;
  let channel = p + Packed.BYTES;
  clear_packed(plane, p);
  do {
    fill_packed(x, plane, p);
    let repeat = load<u32>(p, Packed.MULTIPLIER);
    do {
      widen_taps(channel + fieldBytes, scratch, plane);
      if (load<i32>(channel, PackedChannel.HAS_SMALL_ROWS)) by_rows(scratch, y, p, channel, isShort);
      else by_pairs(scratch, y, p, channel, isShort);
      channel += fieldBytes + ((TAPS + 3) & ~3);
      y++;
      repeat--;
    } while (repeat);
    x++;
  } while (x != endX);
  clamp_outputs(y, p);
}

/** Takes sums apart row by row. */
@inline
function by_rows(taps: usize, y: usize, p: usize, channel: usize, isShort: bool): void {
  const pitch = <usize>load<u32>(p, Packed.PITCH);
  const bias = bias_of(channel, isShort);
  const biases = bias + (bias << 16);
  let plane = taps + TAP_BYTES;
  let rows = load<u32>(p, Packed.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    const end = plane + load<u32>(p, Packed.OUT_ROW_BYTES);
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
      store_outputs(to, all, second, p, channel, isShort);
      to += load<u32>(p, Packed.Y_COLUMN);
      from += load<u32>(p, Packed.STEP_COLUMN);
    } while (from != end);
    y += load<u32>(p, Packed.Y_ROW);
    plane += load<u32>(p, Packed.STEP_ROW);
    rows--;
  } while (rows);
}

/** Takes sums apart two products at a time. */
@inline
function by_pairs(taps: usize, y: usize, p: usize, channel: usize, isShort: bool): void {
  const pitch = <usize>load<u32>(p, Packed.PITCH);
  const bias = bias_of(channel, isShort);
  const biases = bias + (bias << 16);
  let plane = taps + TAP_BYTES;
  let rows = load<u32>(p, Packed.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    const end = plane + load<u32>(p, Packed.OUT_ROW_BYTES);
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
      store_outputs(to, all, second, p, channel, isShort);
      to += load<u32>(p, Packed.Y_COLUMN);
      from += load<u32>(p, Packed.STEP_COLUMN);
    } while (from != end);
    y += load<u32>(p, Packed.Y_ROW);
    plane += load<u32>(p, Packed.STEP_ROW);
    rows--;
  } while (rows);
}

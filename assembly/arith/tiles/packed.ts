import { Packed, PackedChannel } from '../../shared/packed_layout';
import { bias_of, clamp_outputs, store_outputs } from './packed_outputs';
import { clear_packed, fill_packed, widen_taps } from './packed_plane';
import { add_second } from './packed_sums';

/**
 * Depthwise convolution: see `depthwise_conv2d_s8_packed`.
 * @param isShort  a constant: which rescaling
 */
@inline
export function convolve_packed(x: usize, y: usize, p: usize, scratch: usize, isShort: bool): void {
  const taps = load<u32>(p, Packed.TAPS);
  const plane = scratch + load<u32>(p, Packed.TAP_BYTES);
  const fieldBytes: usize = isShort ? PackedChannel.SHORT_BYTES : PackedChannel.BYTES;
  const tapBytes = (taps + 3) & ~3;
  const endX = x + load<u32>(p, Packed.CHANNELS);
  let channel = p + Packed.BYTES;
  clear_packed(plane, p);
  do {
    fill_packed(x, plane, p);
    let repeat = load<u32>(p, Packed.MULTIPLIER);
    do {
      widen_taps(channel + fieldBytes, scratch, plane);
      outputs(scratch, plane, y, p, channel, isShort);
      channel += fieldBytes + tapBytes;
      y++;
      repeat--;
    } while (repeat);
    x++;
  } while (x != endX);
  clamp_outputs(y, p);
}

/** All outputs of one channel. */
@inline
function outputs(taps: usize, plane: usize, y: usize, p: usize, channel: usize, isShort: bool): void {
  const endTaps = plane;
  const columnsOfTaps = load<u32>(p, Packed.KERNEL_COLUMNS);
  const isOdd = columnsOfTaps & 1;
  const pairBytes = (columnsOfTaps >> 1) << 3;
  const step = <usize>load<u32>(p, Packed.TAP_COLUMN);
  const bias = bias_of(channel, isShort);
  const biases = bias + (bias << 16);
  let rows = load<u32>(p, Packed.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    const end = plane + load<u32>(p, Packed.OUT_ROW_BYTES);
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
      store_outputs(to, all, second, p, channel, isShort);
      to += load<u32>(p, Packed.Y_COLUMN);
      from += load<u32>(p, Packed.STEP_COLUMN);
    } while (from != end);
    y += load<u32>(p, Packed.Y_ROW);
    plane += load<u32>(p, Packed.STEP_ROW);
    rows--;
  } while (rows);
}

import { smlad } from '../arith/dsp';
import { clamp_all } from '../arith/tiles/clamp_all';
import { clear_plane, fill_plane } from '../arith/tiles/plane';
import { rescale_to_s8 } from '../arith/tiles/requantize';
import { Plane, PlaneChannel } from '../shared/depthwise_layout';

/**
 * Depthwise convolution of as many outputs as inputs, without dilation, with ARMv7E-M's DSP instructions; gives what
 * `depthwise_conv2d_s8` gives. Taps are multiplied in pairs.
 * @param x      s8[H, W, C]
 * @param y      s8[OH, OW, C], written channel after channel: it may be x
 * @param p      the layer's constants: fields `Plane`, then per channel fields `PlaneChannel` and pairs of weights, s16
 * @param plane  s16; scratch, 4-byte aligned
 */
export function depthwise_conv2d_s8_dsp(x: usize, y: usize, p: usize, plane: usize): void {
  const channels = load<u32>(p, Plane.CHANNELS);
  const stepColumn = load<u32>(p, Plane.STEP_COLUMN);
  const columnsOut = load<u32>(p, Plane.OUT_COLUMNS);
  const rowBytes = load<u32>(p, Plane.KERNEL_ROW_BYTES);
  const pitch = load<u32>(p, Plane.PITCH);
  const zero = load<i32>(p, Plane.OUT_ZERO);
  const endX = x + channels;
  let channel = p + Plane.BYTES;
  clear_plane(plane, p);
  do {
    fill_plane(x, plane, p);
    const weights = channel + PlaneChannel.BYTES;
    const end = weights + load<u32>(p, Plane.KERNEL_ROWS) * rowBytes;
    let rowY = y;
    let rowPlane = plane;
    let rows = load<u32>(p, Plane.OUT_ROWS);
    do {
      let to = rowY;
      let from = rowPlane;
      let columns = columnsOut;
      do {
        let sum = load<i32>(channel, PlaneChannel.BIAS);
        let w = weights;
        let row = from;
        do {
          let at = row;
          const endRow = w + rowBytes;
          do {
            sum = smlad(load<i32>(at), load<i32>(w), sum);
            at += 4;
            w += 4;
          } while (w != endRow);
          row += pitch;
        } while (w != end);
        store<u8>(to, output(sum, channel, zero));
        to += load<u32>(p, Plane.Y_COLUMN);
        from += stepColumn;
        columns--;
      } while (columns);
      rowY += load<u32>(p, Plane.Y_ROW);
      rowPlane += load<u32>(p, Plane.STEP_ROW);
      rows--;
    } while (rows);
    channel = end;
    x++;
    y++;
  } while (x != endX);
  const bytes = load<u32>(p, Plane.OUT_ROWS) * columnsOut * channels;
  clamp_all(y - channels, y - channels + bytes, load<i32>(p, Plane.OUT_MIN), load<i32>(p, Plane.OUT_MAX));
}


@inline
function output(sum: i32, channel: usize, zero: i32): i32 {
  return rescale_to_s8(sum, load<i32>(channel, PlaneChannel.MULTIPLIER), load<i32>(channel, PlaneChannel.FACTOR), zero);
}

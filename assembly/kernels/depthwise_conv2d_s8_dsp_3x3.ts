import { smlabt, smlad, smlatb } from '../arith/dsp';
import { clamp_all } from '../arith/tiles/clamp_all';
import { clear_plane, fill_plane } from '../arith/tiles/plane';
import { rescale_to_s8 } from '../arith/tiles/requantize';
import { Plane, PLANE_PITCH, PlaneChannel } from '../shared/depthwise_layout';

/** Bytes of a channel's constants: each row of taps (0, 1, 2) as pairs (0, 1) and (1, 2). */
const CHANNEL_BYTES: usize = PlaneChannel.BYTES + 24;

/**
 * As `depthwise_conv2d_s8_dsp`, for windows of 3×3 and a step of 1 or 2 along columns: two outputs at a time share loads,
 * and none of their twelve multiplications multiplies by 0. The plane's pitch is `PLANE_PITCH`.
 */
export function depthwise_conv2d_s8_dsp_3x3(x: usize, y: usize, p: usize, plane: usize): void {
  const channels = load<u32>(p, Plane.CHANNELS);
  const endX = x + channels;
  let channel = p + Plane.BYTES;
  clear_plane(plane, p);
  do {
    fill_plane(x, plane, p);
    if (load<u32>(p, Plane.STEP_COLUMN) == 2) by_1(plane, y, p, channel);
    else by_2(plane, y, p, channel);
    channel += CHANNEL_BYTES;
    x++;
    y++;
  } while (x != endX);
  const bytes = load<u32>(p, Plane.OUT_ROWS) * load<u32>(p, Plane.OUT_COLUMNS) * channels;
  clamp_all(y - channels, y - channels + bytes, load<i32>(p, Plane.OUT_MIN), load<i32>(p, Plane.OUT_MAX));
}

/** Windows that begin at each column: four of three words, at a row's end (x0 x1 x2) and (x1 x2 x3) of two. */
function by_1(plane: usize, y: usize, p: usize, channel: usize): void {
  const stepY = load<u32>(p, Plane.Y_COLUMN);
  const multiplier = load<i32>(channel, PlaneChannel.MULTIPLIER);
  const factor = load<i32>(channel, PlaneChannel.FACTOR);
  const zero = load<i32>(p, Plane.OUT_ZERO);
  let rows = load<u32>(p, Plane.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    let left = load<i32>(p, Plane.OUT_COLUMNS);
    while (left >= 4) {
      let first = load<i32>(channel, PlaneChannel.BIAS);
      let second = first;
      let third = first;
      let fourth = first;
      let a = load<i32>(from);
      let v = load<i32>(channel, PlaneChannel.BYTES);
      let w = load<i32>(channel, PlaneChannel.BYTES + 4);
      first = smlad(a, v, first);
      second = smlatb(a, v, second);
      a = load<i32>(from, 4);
      first = smlabt(a, w, first);
      second = smlad(a, w, second);
      third = smlad(a, v, third);
      fourth = smlatb(a, v, fourth);
      a = load<i32>(from, 8);
      third = smlabt(a, w, third);
      fourth = smlad(a, w, fourth);
      a = load<i32>(from, PLANE_PITCH);
      v = load<i32>(channel, PlaneChannel.BYTES + 8);
      w = load<i32>(channel, PlaneChannel.BYTES + 12);
      first = smlad(a, v, first);
      second = smlatb(a, v, second);
      a = load<i32>(from, PLANE_PITCH + 4);
      first = smlabt(a, w, first);
      second = smlad(a, w, second);
      third = smlad(a, v, third);
      fourth = smlatb(a, v, fourth);
      a = load<i32>(from, PLANE_PITCH + 8);
      third = smlabt(a, w, third);
      fourth = smlad(a, w, fourth);
      a = load<i32>(from, 2 * PLANE_PITCH);
      v = load<i32>(channel, PlaneChannel.BYTES + 16);
      w = load<i32>(channel, PlaneChannel.BYTES + 20);
      first = smlad(a, v, first);
      second = smlatb(a, v, second);
      a = load<i32>(from, 2 * PLANE_PITCH + 4);
      first = smlabt(a, w, first);
      second = smlad(a, w, second);
      third = smlad(a, v, third);
      fourth = smlatb(a, v, fourth);
      a = load<i32>(from, 2 * PLANE_PITCH + 8);
      third = smlabt(a, w, third);
      fourth = smlad(a, w, fourth);
      from += 8;
      store<u8>(to, rescale_to_s8(first, multiplier, factor, zero));
      to += stepY;
      store<u8>(to, rescale_to_s8(second, multiplier, factor, zero));
      to += stepY;
      store<u8>(to, rescale_to_s8(third, multiplier, factor, zero));
      to += stepY;
      store<u8>(to, rescale_to_s8(fourth, multiplier, factor, zero));
      to += stepY;
      left -= 4;
    }
    while (left > 0) {
      let first = load<i32>(channel, PlaneChannel.BIAS);
      let second = first;
      let a = load<i32>(from);
      let b = load<i32>(from, 4);
      let v = load<i32>(channel, PlaneChannel.BYTES);
      let w = load<i32>(channel, PlaneChannel.BYTES + 4);
      first = smlabt(b, w, smlad(a, v, first));
      second = smlad(b, w, smlatb(a, v, second));
      a = load<i32>(from, PLANE_PITCH);
      b = load<i32>(from, PLANE_PITCH + 4);
      v = load<i32>(channel, PlaneChannel.BYTES + 8);
      w = load<i32>(channel, PlaneChannel.BYTES + 12);
      first = smlabt(b, w, smlad(a, v, first));
      second = smlad(b, w, smlatb(a, v, second));
      a = load<i32>(from, 2 * PLANE_PITCH);
      b = load<i32>(from, 2 * PLANE_PITCH + 4);
      v = load<i32>(channel, PlaneChannel.BYTES + 16);
      w = load<i32>(channel, PlaneChannel.BYTES + 20);
      first = smlabt(b, w, smlad(a, v, first));
      second = smlad(b, w, smlatb(a, v, second));
      from += 4;
      store<u8>(to, rescale_to_s8(first, multiplier, factor, zero));
      to += stepY;
      left -= 2;
      if (left >= 0) store<u8>(to, rescale_to_s8(second, multiplier, factor, zero));
      to += stepY;
    }
    y += load<u32>(p, Plane.Y_ROW);
    plane += load<u32>(p, Plane.STEP_ROW);
    rows--;
  } while (rows);
}

/** Windows that begin at every other column: (x0 x1 x2) and (x2 x3 x4) of three words. */
function by_2(plane: usize, y: usize, p: usize, channel: usize): void {
  const stepY = load<u32>(p, Plane.Y_COLUMN);
  const multiplier = load<i32>(channel, PlaneChannel.MULTIPLIER);
  const factor = load<i32>(channel, PlaneChannel.FACTOR);
  const zero = load<i32>(p, Plane.OUT_ZERO);
  let rows = load<u32>(p, Plane.OUT_ROWS);
  do {
    let from = plane;
    let to = y;
    let left = load<i32>(p, Plane.OUT_COLUMNS);
    do {
      let first = load<i32>(channel, PlaneChannel.BIAS);
      let second = first;
      let b = load<i32>(from, 4);
      let v = load<i32>(channel, PlaneChannel.BYTES);
      let w = load<i32>(channel, PlaneChannel.BYTES + 4);
      first = smlabt(b, w, smlad(load<i32>(from), v, first));
      second = smlabt(load<i32>(from, 8), w, smlad(b, v, second));
      b = load<i32>(from, PLANE_PITCH + 4);
      v = load<i32>(channel, PlaneChannel.BYTES + 8);
      w = load<i32>(channel, PlaneChannel.BYTES + 12);
      first = smlabt(b, w, smlad(load<i32>(from, PLANE_PITCH), v, first));
      second = smlabt(load<i32>(from, PLANE_PITCH + 8), w, smlad(b, v, second));
      b = load<i32>(from, 2 * PLANE_PITCH + 4);
      v = load<i32>(channel, PlaneChannel.BYTES + 16);
      w = load<i32>(channel, PlaneChannel.BYTES + 20);
      first = smlabt(b, w, smlad(load<i32>(from, 2 * PLANE_PITCH), v, first));
      second = smlabt(load<i32>(from, 2 * PLANE_PITCH + 8), w, smlad(b, v, second));
      from += 8;
      store<u8>(to, rescale_to_s8(first, multiplier, factor, zero));
      to += stepY;
      left -= 2;
      if (left >= 0) store<u8>(to, rescale_to_s8(second, multiplier, factor, zero));
      to += stepY;
    } while (left > 0);
    y += load<u32>(p, Plane.Y_ROW);
    plane += load<u32>(p, Plane.STEP_ROW);
    rows--;
  } while (rows);
}

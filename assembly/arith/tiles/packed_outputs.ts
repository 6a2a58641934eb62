import { Packed, PackedChannel } from '../../shared/packed_layout';
import { clamp_all } from './clamp_all';
import { requantize_pieces } from './requantize_pieces';
import { rescale_packed } from './rescale_packed';

/** What is added to each sum of a channel before its outputs are made. */
@inline
export function bias_of(channel: usize, isShort: bool): i32 {
  return isShort ? 0 : load<i32>(channel, PackedChannel.BIAS);
}

/**
 * Writes the two outputs of a word.
 * @param all      first sum + (second sum << 16), each with its bias
 * @param isShort  a constant: which rescaling
 */
@inline
export function store_outputs(to: usize, all: i32, second: i32, p: usize, channel: usize, isShort: bool): void {
  const first = all - (second << 16);
  if (isShort) {
    const low = load<i32>(channel, PackedChannel.LOW);
    const high = load<i32>(channel, PackedChannel.HIGH);
    const offset = load<i32>(channel, PackedChannel.OFFSET);
    store<u8>(to, rescale_packed(first, low, high, offset));
    store<u8>(to + load<u32>(p, Packed.Y_SECOND), rescale_packed(second, low, high, offset));
  } else {
    store<u8>(to, requantize_pieces(first, channel + PackedChannel.RESCALE));
    store<u8>(to + load<u32>(p, Packed.Y_SECOND), requantize_pieces(second, channel + PackedChannel.RESCALE));
  }
}

/** Clamps all outputs to the activation's range; `y` has moved on by their channels. */
export function clamp_outputs(y: usize, p: usize): void {
  const channels = load<u32>(p, Packed.CHANNELS) * load<u32>(p, Packed.MULTIPLIER);
  const from = y - channels;
  const end = from + load<u32>(p, Packed.OUT_BYTES);
  clamp_all(from, end, load<i32>(p, Packed.OUT_MIN), load<i32>(p, Packed.OUT_MAX));
}

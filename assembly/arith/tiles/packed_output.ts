import { Packed, PackedChannel } from '../../shared/packed_layout';
import { clamp, requantize } from '../requantize';

/** The output of a sum, bias included. */
export function packed_output(sum: i32, p: usize, channel: usize): i32 {
  const scaled = requantize(sum, load<i32>(channel, PackedChannel.MULTIPLIER), load<i32>(channel, PackedChannel.SHIFT));
  return clamp(scaled + load<i32>(p, Packed.OUT_ZERO), load<i32>(p, Packed.OUT_MIN), load<i32>(p, Packed.OUT_MAX));
}

// The runtime's buffers: one region of RAM whose address the linker gives.
@external('env', 'buffers') declare const buffers: usize;

export const RX_RING_BYTES: u32 = 1024;
/** One frame, unescaped: type, sequence, 256 bytes, CRC; also a text command. */
const FRAME_BYTES: u32 = 272;
/** Up to this many samples wait for the end of an inference. */
export const SAMPLE_RING: u32 = 256;
export const SAMPLE_BYTES: u32 = 10;

export function rx_ring(): usize {
  return buffers;
}

export function frame_buffer(): usize {
  return buffers + RX_RING_BYTES;
}

export function reply_buffer(): usize {
  return buffers + RX_RING_BYTES + FRAME_BYTES;
}

export function sample_ring(): usize {
  return buffers + RX_RING_BYTES + 2 * FRAME_BYTES;
}

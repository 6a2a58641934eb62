/** Which counters have reached a limit: a bit for each, of counters that lie across planes u32[(end - planes) / 4], an even number. */
@inline
export function columns_from(limit: u32, planes: usize, end: usize): u32 {
  let reached: u32 = 0xffffffff;
  do {
    const plane = load<u32>(planes);
    if (limit & 1) reached &= plane;
    else reached |= plane;
    const next = load<u32>(planes, 4);
    if (limit & 2) reached &= next;
    else reached |= next;
    limit >>= 2;
    planes += 8;
  } while (planes != end);
  return reached;
}

const LOWEST_OF_BYTES: u32 = 0x01010101;

/**
 * Counters that lie across 16 planes as bytes: counter c has its low byte at 4 · (c mod 8) + c / 8, its high one 32 bytes behind.
 * @param planes  u32[16]
 * @param to      u8[64]
 */
export function columns_to_bytes(planes: usize, to: usize): void {
  for (let i = 0; i < 8; i++) {
    store<u32>(to, bytes_of(planes, i));
    store<u32>(to, bytes_of(planes + 32, i), 32);
    to += 4;
  }
}

/** Of eight planes, every eighth counter. */
@inline
function bytes_of(planes: usize, i: u32): u32 {
  let bytes = (load<u32>(planes, 28) >> i) & LOWEST_OF_BYTES;
  bytes = (bytes << 1) | ((load<u32>(planes, 24) >> i) & LOWEST_OF_BYTES);
  bytes = (bytes << 1) | ((load<u32>(planes, 20) >> i) & LOWEST_OF_BYTES);
  bytes = (bytes << 1) | ((load<u32>(planes, 16) >> i) & LOWEST_OF_BYTES);
  bytes = (bytes << 1) | ((load<u32>(planes, 12) >> i) & LOWEST_OF_BYTES);
  bytes = (bytes << 1) | ((load<u32>(planes, 8) >> i) & LOWEST_OF_BYTES);
  bytes = (bytes << 1) | ((load<u32>(planes, 4) >> i) & LOWEST_OF_BYTES);
  return (bytes << 1) | ((load<u32>(planes) >> i) & LOWEST_OF_BYTES);
}

import { Block, BLOCK_CHANNELS, Form, POSITIONS, Simd } from '../../shared/simd_layout';
import { limit_16, rescale_8, rescale_exactly } from './rescale';

/**
 * Writes eight channels of four positions.
 * @param at    four pairs of offsets, the second of each in y
 * @param sums  s32[4, 8] of scratch
 */
@inline
export function store_tile(
  a0: v128,
  b0: v128,
  a1: v128,
  b1: v128,
  a2: v128,
  b2: v128,
  a3: v128,
  b3: v128,
  y: usize,
  at: usize,
  block: usize,
  p: usize,
  sums: usize,
): void {
  const form = load<i32>(block);
  if (form != Form.EXACT && load<i32>(p, Simd.CHANNELS) >= BLOCK_CHANNELS) {
    const one = limit_16(rescale_8(a0, b0, block, p, form), rescale_8(a1, b1, block, p, form), p);
    const two = limit_16(rescale_8(a2, b2, block, p, form), rescale_8(a3, b3, block, p, form), p);
    v128.store64_lane(y + load<u32>(at, 4), one, 0);
    v128.store64_lane(y + load<u32>(at, 12), one, 1);
    v128.store64_lane(y + load<u32>(at, 20), two, 0);
    v128.store64_lane(y + load<u32>(at, 28), two, 1);
  } else {
    v128.store(sums, a0);
    v128.store(sums, b0, 16);
    v128.store(sums, a1, 32);
    v128.store(sums, b1, 48);
    v128.store(sums, a2, 64);
    v128.store(sums, b2, 80);
    v128.store(sums, a3, 96);
    v128.store(sums, b3, 112);
    store_each(y, at, block, p, sums);
  }
}

/** One output after another: where a block is narrower than a vector or has no formula. */
function store_each(y: usize, at: usize, block: usize, p: usize, sums: usize): void {
  const form = load<i32>(block);
  const channels = min(load<i32>(p, Simd.CHANNELS), BLOCK_CHANNELS);
  for (let position = 0; position < POSITIONS; position++) {
    if (form != Form.EXACT) {
      const outputs = rescale_8(v128.load(sums), v128.load(sums, 16), block, p, form);
      v128.store(sums, limit_16(outputs, outputs, p));
      memory.copy(y + load<u32>(at, 4), sums, channels);
    } else {
      for (let channel = 0; channel < channels; channel++) {
        const sum = load<i32>(sums + (channel << 2));
        store<u8>(y + load<u32>(at, 4) + channel, rescale_exactly(sum, block, channel, p));
      }
    }
    sums += 4 * BLOCK_CHANNELS;
    at += 8;
  }
}

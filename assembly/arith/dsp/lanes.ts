// Bytes and halfwords within words (ARMv7-M ARM, A7.7): sign- and zero-extended, packed, reversed.
import { highU, join, lowU } from './halves';


@external('mcu', 'sxtb16')
declare function sxtb16_instruction(x: i32): i32;
/** s16[2]: bytes 0 and 2, sign-extended. */
@inline
export function sxtb16(x: i32): i32 {
  return HAS_DSP ? sxtb16_instruction(x) : join(<i32>(<i8>x), <i32>(<i8>(x >> 16)));
}


@external('mcu', 'uxtb16')
declare function uxtb16_instruction(x: i32): i32;
/** u16[2]: bytes 0 and 2. */
@inline
export function uxtb16(x: i32): i32 {
  return HAS_DSP ? uxtb16_instruction(x) : x & 0x00ff00ff;
}


@external('mcu', 'sxtab16')
declare function sxtab16_instruction(sum: i32, x: i32): i32;
/** 16-bit sums of `sum` and bytes 0 and 2 of `x`, sign-extended. */
@inline
export function sxtab16(sum: i32, x: i32): i32 {
  return HAS_DSP ? sxtab16_instruction(sum, x) : join(lowU(sum) + <i32>(<i8>x), highU(sum) + <i32>(<i8>(x >> 16)));
}


@external('mcu', 'uxtab16')
declare function uxtab16_instruction(sum: i32, x: i32): i32;
/** 16-bit sums of `sum` and bytes 0 and 2 of `x`. */
@inline
export function uxtab16(sum: i32, x: i32): i32 {
  return HAS_DSP ? uxtab16_instruction(sum, x) : join(lowU(sum) + (x & 0xff), highU(sum) + ((x >> 16) & 0xff));
}


@external('mcu', 'pkhbt')
declare function pkhbt_instruction(x: i32, y: i32): i32;
/** Low half of `x`, high half of `y`. */
@inline
export function pkhbt(x: i32, y: i32): i32 {
  return HAS_DSP ? pkhbt_instruction(x, y) : lowU(x) | (y & 0xffff0000);
}


@external('mcu', 'pkhtb')
declare function pkhtb_instruction(x: i32, y: i32): i32;
/** High half of `x`, low half of `y`. */
@inline
export function pkhtb(x: i32, y: i32): i32 {
  return HAS_DSP ? pkhtb_instruction(x, y) : (x & 0xffff0000) | lowU(y);
}


@external('mcu', 'rev16')
declare function rev16_instruction(x: i32): i32;
/** The bytes of each half swapped. */
@inline
export function rev16(x: i32): i32 {
  return HAS_DSP ? rev16_instruction(x) : ((x & 0x00ff00ff) << 8) | ((x >>> 8) & 0x00ff00ff);
}


@external('mcu', 'rbit')
declare function rbit_instruction(x: i32): i32;
/** Bit 0 becomes bit 31, and so on. */
@inline
export function rbit(x: i32): i32 {
  return HAS_DSP ? rbit_instruction(x) : reversed(x);
}

function reversed(x: i32): i32 {
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  return bswap(x);
}

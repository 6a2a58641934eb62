// Products of halfwords and of words (ARMv7-M ARM, A7.7.137 … A7.7.151).
import { high, low } from './halves';


@external('mcu', 'smuad')
declare function smuad_instruction(x: i32, y: i32): i32;
/** The sum of both halves' products, modulo 2^32. */
@inline
export function smuad(x: i32, y: i32): i32 {
  return HAS_DSP ? smuad_instruction(x, y) : low(x) * low(y) + high(x) * high(y);
}


@external('mcu', 'smuadx')
declare function smuadx_instruction(x: i32, y: i32): i32;
/** As `smuad`, the halves of `y` swapped. */
@inline
export function smuadx(x: i32, y: i32): i32 {
  return HAS_DSP ? smuadx_instruction(x, y) : low(x) * high(y) + high(x) * low(y);
}


@external('mcu', 'smusd')
declare function smusd_instruction(x: i32, y: i32): i32;
/** The low halves' product less the high ones'. */
@inline
export function smusd(x: i32, y: i32): i32 {
  return HAS_DSP ? smusd_instruction(x, y) : low(x) * low(y) - high(x) * high(y);
}


@external('mcu', 'smusdx')
declare function smusdx_instruction(x: i32, y: i32): i32;
/** As `smusd`, the halves of `y` swapped. */
@inline
export function smusdx(x: i32, y: i32): i32 {
  return HAS_DSP ? smusdx_instruction(x, y) : low(x) * high(y) - high(x) * low(y);
}


@external('mcu', 'smlad')
declare function smlad_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and both halves' products, modulo 2^32. */
@inline
export function smlad(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlad_instruction(x, y, sum) : sum + low(x) * low(y) + high(x) * high(y);
}


@external('mcu', 'smladx')
declare function smladx_instruction(x: i32, y: i32, sum: i32): i32;
/** As `smlad`, the halves of `y` swapped. */
@inline
export function smladx(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smladx_instruction(x, y, sum) : sum + low(x) * high(y) + high(x) * low(y);
}


@external('mcu', 'smlsd')
declare function smlsd_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and the low halves' product less the high ones'. */
@inline
export function smlsd(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlsd_instruction(x, y, sum) : sum + low(x) * low(y) - high(x) * high(y);
}


@external('mcu', 'smlsdx')
declare function smlsdx_instruction(x: i32, y: i32, sum: i32): i32;
/** As `smlsd`, the halves of `y` swapped. */
@inline
export function smlsdx(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlsdx_instruction(x, y, sum) : sum + low(x) * high(y) - high(x) * low(y);
}


@external('mcu', 'smulbb')
declare function smulbb_instruction(x: i32, y: i32): i32;
/** Low half of `x` times low half of `y`. */
@inline
export function smulbb(x: i32, y: i32): i32 {
  return HAS_DSP ? smulbb_instruction(x, y) : low(x) * low(y);
}


@external('mcu', 'smulbt')
declare function smulbt_instruction(x: i32, y: i32): i32;
/** Low half of `x` times high half of `y`. */
@inline
export function smulbt(x: i32, y: i32): i32 {
  return HAS_DSP ? smulbt_instruction(x, y) : low(x) * high(y);
}


@external('mcu', 'smultb')
declare function smultb_instruction(x: i32, y: i32): i32;
/** High half of `x` times low half of `y`. */
@inline
export function smultb(x: i32, y: i32): i32 {
  return HAS_DSP ? smultb_instruction(x, y) : high(x) * low(y);
}


@external('mcu', 'smultt')
declare function smultt_instruction(x: i32, y: i32): i32;
/** High half of `x` times high half of `y`. */
@inline
export function smultt(x: i32, y: i32): i32 {
  return HAS_DSP ? smultt_instruction(x, y) : high(x) * high(y);
}


@external('mcu', 'smlabb')
declare function smlabb_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and low half of `x` times low half of `y`. */
@inline
export function smlabb(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlabb_instruction(x, y, sum) : sum + low(x) * low(y);
}


@external('mcu', 'smlabt')
declare function smlabt_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and low half of `x` times high half of `y`. */
@inline
export function smlabt(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlabt_instruction(x, y, sum) : sum + low(x) * high(y);
}


@external('mcu', 'smlatb')
declare function smlatb_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and high half of `x` times low half of `y`. */
@inline
export function smlatb(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlatb_instruction(x, y, sum) : sum + high(x) * low(y);
}


@external('mcu', 'smlatt')
declare function smlatt_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and high half of `x` times high half of `y`. */
@inline
export function smlatt(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlatt_instruction(x, y, sum) : sum + high(x) * high(y);
}


@external('mcu', 'smulwb')
declare function smulwb_instruction(x: i32, y: i32): i32;
/** The high 32 of 48 bits of `x` times low half of `y`. */
@inline
export function smulwb(x: i32, y: i32): i32 {
  return HAS_DSP ? smulwb_instruction(x, y) : <i32>((<i64>x * <i64>low(y)) >> 16);
}


@external('mcu', 'smulwt')
declare function smulwt_instruction(x: i32, y: i32): i32;
/** The high 32 of 48 bits of `x` times high half of `y`. */
@inline
export function smulwt(x: i32, y: i32): i32 {
  return HAS_DSP ? smulwt_instruction(x, y) : <i32>((<i64>x * <i64>high(y)) >> 16);
}


@external('mcu', 'smlawb')
declare function smlawb_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and the high 32 of 48 bits of `x` times low half of `y`. */
@inline
export function smlawb(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlawb_instruction(x, y, sum) : sum + <i32>((<i64>x * <i64>low(y)) >> 16);
}


@external('mcu', 'smlawt')
declare function smlawt_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and the high 32 of 48 bits of `x` times high half of `y`. */
@inline
export function smlawt(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smlawt_instruction(x, y, sum) : sum + <i32>((<i64>x * <i64>high(y)) >> 16);
}


@external('mcu', 'smmul')
declare function smmul_instruction(x: i32, y: i32): i32;
/** The high word of the product. */
@inline
export function smmul(x: i32, y: i32): i32 {
  return HAS_DSP ? smmul_instruction(x, y) : <i32>((<i64>x * <i64>y) >> 32);
}


@external('mcu', 'smmulr')
declare function smmulr_instruction(x: i32, y: i32): i32;
/** The high word of the product, rounded to nearest. */
@inline
export function smmulr(x: i32, y: i32): i32 {
  return HAS_DSP ? smmulr_instruction(x, y) : <i32>((<i64>x * <i64>y + 0x80000000) >> 32);
}


@external('mcu', 'smmla')
declare function smmla_instruction(x: i32, y: i32, sum: i32): i32;
/** The high word of sum · 2^32 + x · y. */
@inline
export function smmla(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smmla_instruction(x, y, sum) : <i32>((((<i64>sum) << 32) + <i64>x * <i64>y) >> 32);
}


@external('mcu', 'smmlar')
declare function smmlar_instruction(x: i32, y: i32, sum: i32): i32;
/** As `smmla`, rounded to nearest. */
@inline
export function smmlar(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smmlar_instruction(x, y, sum) : <i32>((((<i64>sum) << 32) + <i64>x * <i64>y + 0x80000000) >> 32);
}


@external('mcu', 'smmls')
declare function smmls_instruction(x: i32, y: i32, sum: i32): i32;
/** The high word of sum · 2^32 - x · y. */
@inline
export function smmls(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smmls_instruction(x, y, sum) : <i32>((((<i64>sum) << 32) - <i64>x * <i64>y) >> 32);
}


@external('mcu', 'smmlsr')
declare function smmlsr_instruction(x: i32, y: i32, sum: i32): i32;
/** As `smmls`, rounded to nearest. */
@inline
export function smmlsr(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? smmlsr_instruction(x, y, sum) : <i32>((((<i64>sum) << 32) - <i64>x * <i64>y + 0x80000000) >> 32);
}

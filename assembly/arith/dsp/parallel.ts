// Four bytes or two halfwords at once (ARMv7-M ARM, A4.4.5): s and u wrap around, q and uq saturate, sh and uh halve the sum.
import { high, highU, join, low, lowU } from './halves';


@external('mcu', 'sadd16')
declare function sadd16_instruction(x: i32, y: i32): i32;
/** s16[2] sums. */
@inline
export function sadd16(x: i32, y: i32): i32 {
  return HAS_DSP ? sadd16_instruction(x, y) : join(x + y, high(x) + high(y));
}


@external('mcu', 'qadd16')
declare function qadd16_instruction(x: i32, y: i32): i32;
/** s16[2] sums, saturated. */
@inline
export function qadd16(x: i32, y: i32): i32 {
  return HAS_DSP ? qadd16_instruction(x, y) : join(s16(low(x) + low(y)), s16(high(x) + high(y)));
}


@external('mcu', 'shadd16')
declare function shadd16_instruction(x: i32, y: i32): i32;
/** s16[2] sums, halved. */
@inline
export function shadd16(x: i32, y: i32): i32 {
  return HAS_DSP ? shadd16_instruction(x, y) : join((low(x) + low(y)) >> 1, (high(x) + high(y)) >> 1);
}


@external('mcu', 'uadd16')
declare function uadd16_instruction(x: i32, y: i32): i32;
/** u16[2] sums. */
@inline
export function uadd16(x: i32, y: i32): i32 {
  return HAS_DSP ? uadd16_instruction(x, y) : join(x + y, highU(x) + highU(y));
}


@external('mcu', 'uhadd16')
declare function uhadd16_instruction(x: i32, y: i32): i32;
/** u16[2] sums, halved. */
@inline
export function uhadd16(x: i32, y: i32): i32 {
  return HAS_DSP ? uhadd16_instruction(x, y) : join((lowU(x) + lowU(y)) >> 1, (highU(x) + highU(y)) >> 1);
}


@external('mcu', 'ssub16')
declare function ssub16_instruction(x: i32, y: i32): i32;
/** s16[2] differences. */
@inline
export function ssub16(x: i32, y: i32): i32 {
  return HAS_DSP ? ssub16_instruction(x, y) : join(x - y, high(x) - high(y));
}


@external('mcu', 'qsub16')
declare function qsub16_instruction(x: i32, y: i32): i32;
/** s16[2] differences, saturated. */
@inline
export function qsub16(x: i32, y: i32): i32 {
  return HAS_DSP ? qsub16_instruction(x, y) : join(s16(low(x) - low(y)), s16(high(x) - high(y)));
}


@external('mcu', 'usub16')
declare function usub16_instruction(x: i32, y: i32): i32;
/** u16[2] differences. */
@inline
export function usub16(x: i32, y: i32): i32 {
  return HAS_DSP ? usub16_instruction(x, y) : join(x - y, highU(x) - highU(y));
}


@external('mcu', 'sadd8')
declare function sadd8_instruction(x: i32, y: i32): i32;
/** s8[4] sums. */
@inline
export function sadd8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? sadd8_instruction(x, y)
    : bytes(x + y, byte(x, 1) + byte(y, 1), byte(x, 2) + byte(y, 2), byte(x, 3) + byte(y, 3));
}


@external('mcu', 'qadd8')
declare function qadd8_instruction(x: i32, y: i32): i32;
/** s8[4] sums, saturated. */
@inline
export function qadd8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? qadd8_instruction(x, y)
    : bytes(
        s8(byte(x, 0) + byte(y, 0)),
        s8(byte(x, 1) + byte(y, 1)),
        s8(byte(x, 2) + byte(y, 2)),
        s8(byte(x, 3) + byte(y, 3)),
      );
}


@external('mcu', 'shadd8')
declare function shadd8_instruction(x: i32, y: i32): i32;
/** s8[4] sums, halved. */
@inline
export function shadd8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? shadd8_instruction(x, y)
    : bytes(
        (byte(x, 0) + byte(y, 0)) >> 1,
        (byte(x, 1) + byte(y, 1)) >> 1,
        (byte(x, 2) + byte(y, 2)) >> 1,
        (byte(x, 3) + byte(y, 3)) >> 1,
      );
}


@external('mcu', 'uadd8')
declare function uadd8_instruction(x: i32, y: i32): i32;
/** u8[4] sums. */
@inline
export function uadd8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? uadd8_instruction(x, y)
    : bytes(x + y, byteU(x, 1) + byteU(y, 1), byteU(x, 2) + byteU(y, 2), byteU(x, 3) + byteU(y, 3));
}


@external('mcu', 'uqadd8')
declare function uqadd8_instruction(x: i32, y: i32): i32;
/** u8[4] sums, saturated. */
@inline
export function uqadd8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? uqadd8_instruction(x, y)
    : bytes(
        u8s(byteU(x, 0) + byteU(y, 0)),
        u8s(byteU(x, 1) + byteU(y, 1)),
        u8s(byteU(x, 2) + byteU(y, 2)),
        u8s(byteU(x, 3) + byteU(y, 3)),
      );
}


@external('mcu', 'uhadd8')
declare function uhadd8_instruction(x: i32, y: i32): i32;
/** u8[4] sums, halved. */
@inline
export function uhadd8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? uhadd8_instruction(x, y)
    : bytes(
        (byteU(x, 0) + byteU(y, 0)) >> 1,
        (byteU(x, 1) + byteU(y, 1)) >> 1,
        (byteU(x, 2) + byteU(y, 2)) >> 1,
        (byteU(x, 3) + byteU(y, 3)) >> 1,
      );
}


@external('mcu', 'ssub8')
declare function ssub8_instruction(x: i32, y: i32): i32;
/** s8[4] differences. */
@inline
export function ssub8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? ssub8_instruction(x, y)
    : bytes(x - y, byte(x, 1) - byte(y, 1), byte(x, 2) - byte(y, 2), byte(x, 3) - byte(y, 3));
}


@external('mcu', 'qsub8')
declare function qsub8_instruction(x: i32, y: i32): i32;
/** s8[4] differences, saturated. */
@inline
export function qsub8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? qsub8_instruction(x, y)
    : bytes(
        s8(byte(x, 0) - byte(y, 0)),
        s8(byte(x, 1) - byte(y, 1)),
        s8(byte(x, 2) - byte(y, 2)),
        s8(byte(x, 3) - byte(y, 3)),
      );
}


@external('mcu', 'usub8')
declare function usub8_instruction(x: i32, y: i32): i32;
/** u8[4] differences. */
@inline
export function usub8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? usub8_instruction(x, y)
    : bytes(x - y, byteU(x, 1) - byteU(y, 1), byteU(x, 2) - byteU(y, 2), byteU(x, 3) - byteU(y, 3));
}


@external('mcu', 'uqsub8')
declare function uqsub8_instruction(x: i32, y: i32): i32;
/** u8[4] differences, saturated. */
@inline
export function uqsub8(x: i32, y: i32): i32 {
  return HAS_DSP
    ? uqsub8_instruction(x, y)
    : bytes(
        u8s(byteU(x, 0) - byteU(y, 0)),
        u8s(byteU(x, 1) - byteU(y, 1)),
        u8s(byteU(x, 2) - byteU(y, 2)),
        u8s(byteU(x, 3) - byteU(y, 3)),
      );
}


@external('mcu', 'usad8')
declare function usad8_instruction(x: i32, y: i32): i32;
/** The sum of the absolute differences of u8[4]. */
@inline
export function usad8(x: i32, y: i32): i32 {
  return HAS_DSP ? usad8_instruction(x, y) : distances(x, y);
}


@external('mcu', 'usada8')
declare function usada8_instruction(x: i32, y: i32, sum: i32): i32;
/** `sum` and the absolute differences of u8[4]. */
@inline
export function usada8(x: i32, y: i32, sum: i32): i32 {
  return HAS_DSP ? usada8_instruction(x, y, sum) : sum + distances(x, y);
}


@inline
function byte(x: i32, lane: i32): i32 {
  return <i32>(<i8>(x >> (8 * lane)));
}


@inline
function byteU(x: i32, lane: i32): i32 {
  return (x >>> (8 * lane)) & 0xff;
}


@inline
function bytes(a: i32, b: i32, c: i32, d: i32): i32 {
  return (a & 0xff) | ((b & 0xff) << 8) | ((c & 0xff) << 16) | (d << 24);
}


@inline
function s8(x: i32): i32 {
  return min(max(x, -0x80), 0x7f);
}


@inline
function u8s(x: i32): i32 {
  return min(max(x, 0), 0xff);
}


@inline
function s16(x: i32): i32 {
  return min(max(x, -0x8000), 0x7fff);
}

function distances(x: i32, y: i32): i32 {
  let sum = 0;
  for (let lane = 0; lane < 4; lane++) sum += abs(byteU(x, lane) - byteU(y, lane));
  return sum;
}

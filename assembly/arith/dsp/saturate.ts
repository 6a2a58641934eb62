// Saturating arithmetic of words (ARMv7-M ARM, A7.7.102, A7.7.109).

@external('mcu', 'qadd')
declare function qadd_instruction(x: i32, y: i32): i32;
/** x + y within 32 bits. */
@inline
export function qadd(x: i32, y: i32): i32 {
  return HAS_DSP ? qadd_instruction(x, y) : saturated(<i64>x + <i64>y);
}


@external('mcu', 'qsub')
declare function qsub_instruction(x: i32, y: i32): i32;
/** x - y within 32 bits. */
@inline
export function qsub(x: i32, y: i32): i32 {
  return HAS_DSP ? qsub_instruction(x, y) : saturated(<i64>x - <i64>y);
}


@inline
function saturated(x: i64): i32 {
  return <i32>min(max(x, <i64>i32.MIN_VALUE), <i64>i32.MAX_VALUE);
}

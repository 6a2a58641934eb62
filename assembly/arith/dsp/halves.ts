
@inline
export function low(x: i32): i32 {
  return <i32>(<i16>x);
}


@inline
export function high(x: i32): i32 {
  return x >> 16;
}


@inline
export function lowU(x: i32): i32 {
  return x & 0xffff;
}


@inline
export function highU(x: i32): i32 {
  return x >>> 16;
}

/** The low halves of two numbers as one word. */
@inline
export function join(low: i32, high: i32): i32 {
  return (low & 0xffff) | (high << 16);
}

import { fill } from './shared/random';

const NUMBERS = 128;

/** A number in decimal, as bytes; gives their end. */
export function format(value: i32, to: usize): usize {
  let rest: u32 = value;
  if (value < 0) {
    store<u8>(to, 45);
    to++;
    rest = 0 - rest;
  }
  const first = to;
  do {
    const quotient = rest / 10;
    store<u8>(to, 48 + (rest - 10 * quotient));
    to++;
    rest = quotient;
  } while (rest);
  let last = to - 1;
  for (let at = first; at < last; at++) {
    const digit = load<u8>(at);
    store<u8>(at, load<u8>(last));
    store<u8>(last, digit);
    last--;
  }
  return to;
}

/** The number of such a text. */
export function parse(from: usize, end: usize): i32 {
  const isNegative = load<u8>(from) == 45;
  if (isNegative) from++;
  let value = 0;
  for (; from < end; from++) value = 10 * value + load<u8>(from) - 48;
  return isNegative ? 0 - value : value;
}

/** Numbers of all lengths. */
export function prepare(at: usize): void {
  fill(at, NUMBERS << 2, 1);
  for (let i = 0; i < NUMBERS; i++) store<i32>(at + (i << 2), load<i32>(at + (i << 2)) >> (i & 31));
}

export function run(at: usize): i32 {
  const text = at + (NUMBERS << 2);
  let sum = 0;
  for (let i = 0; i < NUMBERS; i++) sum = sum * 31 + parse(text, format(load<i32>(at + (i << 2)), text));
  return sum;
}

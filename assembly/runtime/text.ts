import { write_byte } from '../board';

/** Sends a literal's characters, which are ASCII. */
export function say(text: string): void {
  const start = changetype<usize>(text);
  const end = start + ((<usize>text.length) << 1);
  for (let at = start; at != end; at += 2) write_byte(load<u8>(at));
}

export function end_line(): void {
  write_byte(13);
  write_byte(10);
}

export function say_line(text: string): void {
  say(text);
  end_line();
}

export function say_unsigned(value: u32): void {
  let place: u32 = 1;
  while (value / place >= 10) place *= 10;
  while (place > 0) {
    const digit = value / place;
    say_digit(digit);
    value -= digit * place;
    place /= 10;
  }
}

/** One digit, up to hexadecimal f. */
export function say_digit(value: u32): void {
  write_byte(value + (value < 10 ? 48 : 87));
}

/** A zero-terminated ASCII text in memory. */
export function say_bytes(text: usize): void {
  for (let byte = load<u8>(text); byte; byte = load<u8>(text)) {
    write_byte(byte);
    text++;
  }
}

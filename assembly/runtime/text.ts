import { write_byte } from '../board';

/** Sends a text, see `ascii`. */
export function say(text: usize): void {
  for (let byte = load<u8>(text); byte; byte = load<u8>(text)) {
    write_byte(byte);
    text++;
  }
}

export function end_line(): void {
  write_byte(13);
  write_byte(10);
}

export function say_line(text: usize): void {
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

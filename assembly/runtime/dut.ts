import { micros, write_byte } from '../board';
import { frame_buffer } from '../drivers/memory';
import { Descriptor } from '../shared/descriptor';
import { infer } from './inference';
import { model, output_byte } from './model';
import { is_streaming, stop_stream } from './stream';
import { end_line, say, say_digit, say_line, say_unsigned } from './text';

// MLPerf Tiny's device text protocol, as mlcommons/tiny speaks it (benchmark/api/internally_implemented.cpp at 1afd2c9):
// commands end in '%', replies in "m-ready".
//
// Results are the int8 outputs counted from their lowest value, 0 to 255. The benchmark's runner divides them by their sum
// before it compares classes (runner/main.py, normalize_probabilities): of a softmax, 1/256 a step from -128, that gives the
// probabilities themselves, so its accuracy and its area under the curve are right. Signed values have a negative sum, which
// would turn the order round. The anomaly score of ad01 is the submitter's own float arithmetic on float features; this
// firmware neither takes nor gives those.
//
// The runner knows a device by its model: build from a file named kws01, ic01 or vww01. It sends the two image sets as
// unsigned pixels, which their models take less 128 (reference_submissions, th_load_tensor).

const DEFAULT_WARMUP: u32 = 10;
const COMMAND_LIMIT: u32 = 80;
const SPACE: u32 = 32;
const PERCENT: u32 = 37;
const BYTES_PER_LINE: u32 = 8;

let length: u32 = 0;
let at: u32 = 0;
/** A whole command waits in the buffer for the end of a stream. */
let isHeld: bool = false;
/** Bytes announced by `db load`, and how many have come. */
let wanted: u32 = 0;
let loaded: u32 = 0;

export function take_character(byte: u32): void {
  if (byte == PERCENT) {
    isHeld = is_streaming() && length > 0;
    if (isHeld) return stop_stream();
    if (length > 0) serve();
    length = 0;
  } else if (byte > SPACE || (byte == SPACE && length > 0)) {
    if (length < COMMAND_LIMIT) store<u8>(frame_buffer() + length, byte);
    length++;
  }
}

/** Forgets a command that has not ended. */
export function drop_command(): void {
  length = 0;
}

/** Serves the command that ended a stream; false if none did. */
export function serve_held(): bool {
  if (!isHeld) return false;
  isHeld = false;
  serve();
  length = 0;
  return true;
}

function character(index: u32): u32 {
  return index < length ? load<u8>(frame_buffer() + index) : 0;
}

/** Whether the next word is `word`; steps behind it and one space. */
function takes(word: usize): bool {
  let n: u32 = 0;
  for (let letter = load<u8>(word); letter; letter = load<u8>(word + n)) {
    if (character(at + n) != letter) return false;
    n++;
  }
  const after = character(at + n);
  if (after != 0 && after != SPACE) return false;
  at += n + u32(after == SPACE);
  return true;
}

/** The next decimal number, or `byDefault` where there is none. */
function number(byDefault: u32): u32 {
  let value: u32 = 0;
  const start = at;
  for (let digit = character(at) - 48; digit < 10; digit = character(at) - 48) {
    value = value * 10 + digit;
    at++;
  }
  if (character(at) == SPACE) at++;
  return at == start ? byDefault : value;
}

function hex_digit(code: u32): i32 {
  if (code - 48 < 10) return <i32>(code - 48);
  const letter = code | 32;
  return letter - 97 < 6 ? <i32>(letter - 87) : -1;
}

function serve(): void {
  at = 0;
  if (length > COMMAND_LIMIT) say_line(ascii('e-[command too long]'));
  else if (takes(ascii('name'))) {
    say(ascii('m-name-dut-[picojoule '));
    say(model(Descriptor.BOARD_NAME));
    say_line(ascii(']'));
  } else if (takes(ascii('profile'))) {
    say_line(ascii('m-profile-[ULPMark for tinyML Firmware V0.0.1]'));
    say(ascii('m-model-['));
    say(model(Descriptor.MODEL_NAME));
    say_line(ascii(']'));
  } else if (takes(ascii('timestamp'))) lap();
  else if (takes(ascii('help')))
    say_line(ascii('name% profile% timestamp% db load N% db HEX% db print% infer N W% results% help%'));
  else if (takes(ascii('results'))) results();
  else if (takes(ascii('infer'))) infer_command();
  else if (takes(ascii('db'))) database();
  else say_line(ascii('e-[unknown command]'));
  ready();
}

export function ready(): void {
  say_line(ascii('m-ready'));
}

function lap(): void {
  say(ascii('m-lap-us-'));
  say_unsigned(micros());
  end_line();
}

function infer_command(): void {
  const count = number(1);
  const warmup = number(DEFAULT_WARMUP);
  if (count == 0 || at < length) return say_line(ascii('e-[infer takes two numbers, the first above 0]'));
  say(ascii('m-warmup-start-'));
  say_unsigned(warmup);
  end_line();
  for (let left = warmup; left > 0; left--) infer();
  say_line(ascii('m-warmup-done'));
  say(ascii('m-infer-start-'));
  say_unsigned(count);
  end_line();
  lap();
  for (let left = count; left > 0; left--) infer();
  lap();
  say_line(ascii('m-infer-done'));
  results();
}

function results(): void {
  say(ascii('m-results-['));
  const bytes = model(Descriptor.OUTPUT_BYTES);
  for (let i: u32 = 0; i < bytes; i++) {
    if (i > 0) write_byte(44);
    say_unsigned(output_byte(i) ^ 0x80);
  }
  say_line(ascii(']'));
}

function database(): void {
  if (takes(ascii('load'))) expect();
  else if (takes(ascii('print'))) print();
  else accept();
}

function expect(): void {
  const bytes = number(0);
  if (bytes == 0 || bytes > model(Descriptor.INPUT_BYTES)) return say_line(ascii('e-[no such input size]'));
  wanted = bytes;
  loaded = 0;
  say(ascii('m-[Expecting '));
  say_unsigned(bytes);
  say_line(ascii(' bytes]'));
}

/** The hexadecimal bytes of one command; the load is done when all have come. */
function accept(): void {
  if ((length - at) & 1) return say_line(ascii('e-[odd number of digits]'));
  if (at == length) return say_line(ascii('e-[db takes load, print or bytes]'));
  const to: usize = model(Descriptor.STAGING);
  const pixel = pixel_offset();
  while (at < length) {
    const high = hex_digit(character(at));
    const low = hex_digit(character(at + 1));
    if (high < 0 || low < 0) return say_line(ascii('e-[not hexadecimal]'));
    if (loaded >= wanted) return say_line(ascii('e-[more bytes than announced]'));
    store<u8>(to + loaded, ((high << 4) | low) ^ pixel);
    loaded++;
    at += 2;
  }
  if (loaded == wanted) say_line(ascii('m-load-done'));
}

/** The input as it would be sent, eight bytes a line. */
function print(): void {
  const from: usize = model(Descriptor.STAGING);
  const bytes = model(Descriptor.INPUT_BYTES);
  const pixel = pixel_offset();
  for (let i: u32 = 0; i < bytes; i++) {
    say(i % BYTES_PER_LINE == 0 ? ascii('m-buffer-') : ascii('-'));
    const byte = (<u32>load<u8>(from + i)) ^ pixel;
    say_digit(byte >>> 4);
    say_digit(byte & 15);
    if (i % BYTES_PER_LINE == BYTES_PER_LINE - 1 || i == bytes - 1) end_line();
  }
}

/** 128, as a sign bit, for the models whose inputs the benchmark sends as unsigned pixels. */
function pixel_offset(): u32 {
  return is_named(ascii('ic01')) || is_named(ascii('vww01')) ? 0x80 : 0;
}

function is_named(name: usize): bool {
  let text: usize = model(Descriptor.MODEL_NAME);
  while (load<u8>(text) == load<u8>(name)) {
    if (load<u8>(text) == 0) return true;
    text++;
    name++;
  }
  return false;
}

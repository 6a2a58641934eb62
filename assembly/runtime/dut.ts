import { micros } from '../board';
import { frame_buffer } from '../drivers/memory';
import { Descriptor } from '../shared/descriptor';
import { infer } from './inference';
import { model, output_byte } from './model';
import { end_line, say, say_bytes, say_line, say_number } from './text';

// MLPerf Tiny's device text protocol, as mlcommons/tiny's benchmark/api/internally_implemented.cpp speaks it: commands end in
// '%', replies in "m-ready". Results are the raw int8 outputs, which order as the real values do.

const DEFAULT_WARMUP: u32 = 10;
const SPACE: u32 = 32;

let length: u32 = 0;
let at: u32 = 0;
/** Bytes announced by `db load`, and how many have come. */
let wanted: u32 = 0;
let loaded: u32 = 0;

export function take_character(byte: u32): void {
  if (byte == 37) {
    if (length > 0) serve();
    length = 0;
  } else if (byte > SPACE || (byte == SPACE && length > 0)) {
    if (length < 80) store<u8>(frame_buffer() + length, byte);
    length++;
  }
}

function character(index: u32): u32 {
  return index < length ? load<u8>(frame_buffer() + index) : 0;
}

/** Whether the next word is `word`; steps behind it and one space. */
function takes(word: string): bool {
  const n = <u32>word.length;
  for (let i: u32 = 0; i < n; i++)
    if (character(at + i) != load<u16>(changetype<usize>(word) + ((<usize>i) << 1))) return false;
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
  if (length > 80) say_line('e-[command too long]');
  else if (takes('name')) {
    say('m-name-dut-[picojoule ');
    say_bytes(model(Descriptor.BOARD_NAME));
    say_line(']');
  } else if (takes('profile')) {
    say_line('m-profile-[ULPMark for tinyML Firmware V0.0.1]');
    say('m-model-[');
    say_bytes(model(Descriptor.MODEL_NAME));
    say_line(']');
  } else if (takes('timestamp')) lap();
  else if (takes('help')) say_line('name% profile% timestamp% db load N% db HEX% db print% infer N W% results% help%');
  else if (takes('results')) results();
  else if (takes('infer')) infer_command();
  else if (takes('db')) database();
  else say_line('e-[unknown command]');
  ready();
}

export function ready(): void {
  say_line('m-ready');
}

function lap(): void {
  say('m-lap-us-');
  say_number(<i32>micros());
  end_line();
}

function infer_command(): void {
  const count = number(1);
  const warmup = number(DEFAULT_WARMUP);
  say('m-warmup-start-');
  say_number(warmup);
  end_line();
  for (let left = warmup; left > 0; left--) infer();
  say_line('m-warmup-done');
  say('m-infer-start-');
  say_number(count);
  end_line();
  lap();
  for (let left = count; left > 0; left--) infer();
  lap();
  say_line('m-infer-done');
  results();
}

function results(): void {
  say('m-results-[');
  const bytes = model(Descriptor.OUTPUT_BYTES);
  for (let i: u32 = 0; i < bytes; i++) {
    if (i > 0) say(',');
    say_number(<i8>output_byte(i));
  }
  say_line(']');
}

function database(): void {
  const staging: usize = model(Descriptor.STAGING);
  if (takes('load')) {
    const bytes = number(0);
    if (bytes == 0 || bytes > model(Descriptor.INPUT_BYTES)) return say_line('e-[no such input size]');
    wanted = bytes;
    loaded = 0;
    say('m-[Expecting ');
    say_number(bytes);
    say_line(' bytes]');
    return;
  }
  if (takes('print')) {
    const bytes = model(Descriptor.INPUT_BYTES);
    say('m-buffer-[');
    for (let i: usize = 0; i < bytes; i++) {
      if (i > 0) say(',');
      say_number(load<i8>(staging + i));
    }
    say_line(']');
    return;
  }
  while (at + 1 < length) {
    const high = hex_digit(character(at));
    const low = hex_digit(character(at + 1));
    if (high < 0 || low < 0) return say_line('e-[not hexadecimal]');
    if (loaded >= wanted) return say_line('e-[more bytes than announced]');
    store<u8>(staging + loaded, (high << 4) | low);
    loaded++;
    at += 2;
  }
  if (loaded == wanted) say_line('m-load-done');
}

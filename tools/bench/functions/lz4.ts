import { next } from './shared/random';

const PLAIN_BYTES = 8192;
const TABLE_BYTES = 2048;
const LEAST_MATCH = 4;
/** No match ends or begins nearer to the end (LZ4 block format, end of block conditions). */
const LAST_LITERALS = 5;
const LAST_MATCH = 12;

/** Decodes one block of the LZ4 format; gives the end of what it wrote. */
export function lz4_decode(from: usize, end: usize, to: usize): usize {
  while (true) {
    const token = <u32>load<u8>(from);
    from++;
    let length = token >>> 4;
    if (length == 15) {
      let byte: u32;
      do {
        byte = load<u8>(from);
        from++;
        length += byte;
      } while (byte == 255);
    }
    const literals = from + length;
    while (from < literals) {
      store<u8>(to, load<u8>(from));
      from++;
      to++;
    }
    if (from >= end) return to;
    let match = to - ((<u32>load<u8>(from)) | ((<u32>load<u8>(from, 1)) << 8));
    from += 2;
    length = token & 15;
    if (length == 15) {
      let byte: u32;
      do {
        byte = load<u8>(from);
        from++;
        length += byte;
      } while (byte == 255);
    }
    const copied = to + length + LEAST_MATCH;
    while (to < copied) {
      store<u8>(to, load<u8>(match));
      match++;
      to++;
    }
  }
}

function put_length(to: usize, length: usize): usize {
  if (length < 15) return to;
  length -= 15;
  while (length >= 255) {
    store<u8>(to, 255);
    to++;
    length -= 255;
  }
  store<u8>(to, length);
  return to + 1;
}

function put_literals(to: usize, token: u32, from: usize, end: usize): usize {
  store<u8>(to, (min<usize>(end - from, 15) << 4) | token);
  to = put_length(to + 1, end - from);
  while (from < end) {
    store<u8>(to, load<u8>(from));
    from++;
    to++;
  }
  return to;
}

function four(at: usize): u32 {
  return (
    (<u32>load<u8>(at)) |
    ((<u32>load<u8>(at, 1)) << 8) |
    ((<u32>load<u8>(at, 2)) << 16) |
    ((<u32>load<u8>(at, 3)) << 24)
  );
}

/** Greedy; `table` is u16[1024]: where a hash was last seen. */
export function lz4_encode(table: usize, from: usize, bytes: usize, to: usize): usize {
  memory.fill(table, 0, TABLE_BYTES);
  const end = from + bytes;
  let literals = from;
  let at = from + 1;
  while (at + LAST_MATCH < end) {
    const slot = table + (((four(at) * 2654435761) >>> 22) << 1);
    const seen = from + load<u16>(slot);
    store<u16>(slot, at - from);
    if (seen == at || four(seen) != four(at)) {
      at++;
      continue;
    }
    let length: usize = LEAST_MATCH;
    while (at + length < end - LAST_LITERALS && load<u8>(seen + length) == load<u8>(at + length)) length++;
    to = put_literals(to, min<usize>(length - LEAST_MATCH, 15), literals, at);
    store<u8>(to, at - seen);
    store<u8>(to, (at - seen) >>> 8, 1);
    to = put_length(to + 2, length - LEAST_MATCH);
    at += length;
    literals = at;
  }
  return put_literals(to, 0, literals, end);
}

/** The block's length, the block, room for what it holds: sentences of sixteen words. */
export function prepare(at: usize): void {
  const plain = at + 2 * PLAIN_BYTES;
  let x: u32 = 1;
  for (let to = plain; to < plain + PLAIN_BYTES;) {
    x = next(x);
    const word = x & 15;
    for (let letter: u32 = 0; letter < 3 + (word & 7); letter++) {
      store<u8>(to, 97 + ((word * 7 + letter * 5) % 26));
      to++;
    }
    store<u8>(to, x & 0x70 ? 32 : x >>> 24);
    to++;
  }
  const end = lz4_encode(plain - TABLE_BYTES, plain, PLAIN_BYTES, at + 4);
  store<u32>(at, end - at - 4);
  memory.fill(plain, 0, PLAIN_BYTES + 16);
}

export function run(at: usize): i32 {
  return lz4_decode(at + 4, at + 4 + load<u32>(at), at + 2 * PLAIN_BYTES) - at;
}

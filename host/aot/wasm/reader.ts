import { ExitCode, ToolError } from '../../errors.ts';

export const damaged = (what: string): ToolError =>
  new ToolError(
    'WASM_DAMAGED',
    ExitCode.Refused,
    `WebAssembly module: ${what}`,
    'Give a module that WebAssembly.validate accepts.',
  );

/** Names keep a byte order mark that they begin with. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A cursor over a WebAssembly binary (core specification 5.2); every read is checked against the end. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.at = start;
    this.end = end;
  }

  get isDone(): boolean {
    return this.at >= this.end;
  }

  u8(): number {
    if (this.at >= this.end) this.fail('unexpected end');
    return this.#bytes[this.at++] as number;
  }

  /** LEB128, unsigned, 32 bits (core specification 5.2.2). */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    return this.fail('integer too long');
  }

  /** LEB128, signed, 32 bits. */
  s32(): number {
    return Number(BigInt.asIntN(32, this.s64()));
  }

  /** LEB128, signed, 64 bits. */
  s64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, byte & 0x40 ? value - (1n << (shift + 7n)) : value);
    }
    return this.fail('integer too long');
  }

  /** Little-endian, as IEEE 754 lays a float out (core specification 5.2.3). */
  bits(bytes: 4 | 8): bigint {
    return this.take(bytes).reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
  }

  /** A vector: its length, then its elements (core specification 5.1.3). Each takes a byte at least, so a longer one is damage. */
  vector<T>(read: () => T): T[] {
    const length = this.u32();
    if (length > this.end - this.at) this.fail(`vector of ${length} elements`);
    return Array.from({ length }, read);
  }

  take(bytes: number): Uint8Array {
    if (this.at + bytes > this.end) this.fail('unexpected end');
    const slice = this.#bytes.subarray(this.at, this.at + bytes);
    this.at += bytes;
    return slice;
  }

  /** The next `bytes` bytes as a reader of their own. */
  part(bytes: number): Reader {
    const start = this.at;
    this.take(bytes);
    return new Reader(this.#bytes, start, this.at);
  }

  name(): string {
    return utf8.decode(this.take(this.u32()));
  }

  fail(what: string): never {
    throw damaged(`${what} at byte ${this.at}`);
  }
}

/** Collects one layer's constants, little-endian. */
export class Constants {
  readonly #parts: number[] = [];

  s32(...values: readonly number[]): this {
    for (const value of values)
      this.#parts.push(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff);
    return this;
  }

  u8(value: number): this {
    this.#parts.push(value & 0xff);
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#parts);
  }
}

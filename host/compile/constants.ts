/** Two halfwords as a word. */
export const halfwords = (low: number, high: number): number => (high << 16) | (low & 0xffff);

const FIRST_BYTES = 1024;

/** Collects one layer's constants, little-endian. */
export class Constants {
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  s32(...values: readonly number[]): this {
    const at = this.#reserve(4 * values.length);
    values.forEach((value, index) => {
      this.#view.setInt32(at + 4 * index, value, true);
    });
    return this;
  }

  /** Exact up to 2^53. */
  s64(value: number): this {
    return this.s32(value | 0, Math.floor(value / 2 ** 32));
  }

  /** As many as there are: no list of arguments holds all weights of a layer. */
  f32(values: readonly number[]): this {
    const at = this.#reserve(4 * values.length);
    values.forEach((value, index) => {
      this.#view.setFloat32(at + 4 * index, value, true);
    });
    return this;
  }

  s16(value: number): this {
    const at = this.#reserve(2);
    this.#view.setInt16(at, value, true);
    return this;
  }

  u8(value: number): this {
    const at = this.#reserve(1);
    this.#view.setUint8(at, value);
    return this;
  }

  /** Zeros up to a multiple of `bytes`. */
  align(bytes: number): this {
    while (this.#length % bytes !== 0) this.u8(0);
    return this;
  }

  get length(): number {
    return this.#length;
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(bytes: number): number {
    const at = this.#length;
    this.#length += bytes;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}

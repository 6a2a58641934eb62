// What executables and relocatable files share: System V gABI, chapter 4, and ELF for the Arm architecture (IHI 0044).

export const SECTION_HEADER_BYTES = 40;
export const SYMBOL_BYTES = 16;
export const EM_ARM = 40;
export const SHT = {
  null: 0,
  progbits: 1,
  symtab: 2,
  strtab: 3,
  nobits: 8,
  rel: 9,
  armAttributes: 0x7000_0003,
} as const;
export const SHF = { write: 0x1, alloc: 0x2, execinstr: 0x4, infoLink: 0x40 } as const;
export const STT = { notype: 0, object: 1, func: 2 } as const;

/** Names in UTF-8, each with a zero behind it; gives the offset of each. */
export class Strings {
  readonly #parts: Uint8Array[] = [new Uint8Array(1)];
  #length = 1;
  add(name: string): number {
    const at = this.#length;
    const part = new TextEncoder().encode(`${name}\0`);
    this.#parts.push(part);
    this.#length += part.length;
    return at;
  }
  get bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}

export const words = (...values: number[]): Uint8Array => {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(4 * index, value, true);
  });
  return bytes;
};

import { APPLICATION_EXIT, semihosting } from './qemu.ts';
import { type Case, type Site, WINDOW_BYTES } from './qemu-cases.ts';

// One image for many cases: each loads its registers, executes, and stores them; the end sends all of it to the terminal.

const RAM = 0x2000_0000;
/** Parameters of a semihosting call. */
const PARAMETERS = 0x2030_0000;
const STACK_TOP = 0x2040_0000;
const CODE = 0x100;
const SAVED_BYTES = 64;
export const RECORD_BYTES = SAVED_BYTES + WINDOW_BYTES;
const NOP = 0xbf00;
const [SP_PLACE, LR_PLACE, APSR_PLACE] = [48, 52, 56];

type Halves = readonly number[];
const moveHalf = (first: number, rd: number, imm: number): Halves => [
  first | ((imm >>> 11) & 1 ? 0x400 : 0) | (imm >>> 12),
  ((imm << 4) & 0x7000) | (rd << 8) | (imm & 0xff),
];
/** MOVW and MOVT (A7.7.76 T3, A7.7.79 T1): one length for every constant. */
const constant = (rd: number, value: number): Halves => [
  ...moveHalf(0xf240, rd, value & 0xffff),
  ...moveHalf(0xf2c0, rd, value >>> 16),
];
const load = (rt: number, rn: number, offset: number): Halves => [0xf8d0 | rn, (rt << 12) | offset];
const store = (rt: number, rn: number, offset: number): Halves => [0xf8c0 | rn, (rt << 12) | offset];
/** r0 to r12 but one. */
const allBut = (free: number): number => 0x1fff & ~(1 << free);
const HEADER_BYTES = 28;

export class QemuProgram {
  readonly cases: Case[] = [];
  readonly #halves: number[] = [];
  readonly #fixed: number;

  /** Room for `capacity` cases: what the image starts with depends on it. */
  constructor(readonly capacity: number) {
    this.#fixed = CODE + 2 * this.#start(0).length;
  }

  /** Where the next case's instructions will stand. */
  get site(): Site {
    return {
      address: this.#fixed + 2 * this.#halves.length + HEADER_BYTES,
      window: RAM + RECORD_BYTES * this.cases.length + SAVED_BYTES,
    };
  }

  /** A case that was drawn for `site`. */
  add(drawn: Case): void {
    const { free, halves } = drawn;
    const other = free === 0 ? 1 : 0;
    const record = RAM + RECORD_BYTES * this.cases.length;
    this.#halves.push(
      ...constant(free, record),
      ...load(other, free, APSR_PLACE),
      // MSR APSR_nzcvqg
      ...[0xf380 | other, 0x8c00],
      ...load(13, free, SP_PLACE),
      ...load(14, free, LR_PLACE),
      // LDM
      ...[0xe890 | free, allBut(free)],
      ...halves,
      // MVN.W: the marker
      ...[0xea6f, (other << 8) | other],
      ...constant(free, record),
      // STM
      ...[0xe880 | free, allBut(free)],
      ...store(13, free, SP_PLACE),
      ...store(14, free, LR_PLACE),
      // MRS APSR
      ...[0xf3ef, 0x8000 | (other << 8)],
      ...store(other, free, APSR_PLACE),
    );
    if (this.#halves.length % 2 !== 0) this.#halves.push(NOP);
    this.cases.push(drawn);
  }

  /** The image, and where its part for QEMU alone begins: everything is in RAM by then. */
  build(): { image: Uint8Array; end: number } {
    const end = this.#fixed + 2 * this.#halves.length;
    const ending = this.#end(end);
    const data = (end + ending.length + 3) & ~3;
    const bytes = RECORD_BYTES * this.cases.length;
    const image = new Uint8Array(data + bytes);
    const view = new DataView(image.buffer);
    view.setUint32(0, STACK_TOP, true);
    // Every exception but reset ends in a loop, which the time limit ends.
    for (let vector = 1; vector < CODE / 4; vector++)
      view.setUint32(4 * vector, CODE + 1 + (vector === 1 ? 2 : 0), true);
    [0xe7fe, ...this.#start(data).slice(1), ...this.#halves].forEach((half, at) => {
      view.setUint16(CODE + 2 * at, half, true);
    });
    image.set(ending, end);
    this.cases.forEach(({ registers, free, apsr, window }, index) => {
      const at = data + RECORD_BYTES * index;
      registers
        .slice(0, 13)
        .filter((_, register) => register !== free)
        .forEach((value, place) => {
          view.setUint32(at + 4 * place, value >>> 0, true);
        });
      view.setUint32(at + SP_PLACE, (registers[13] ?? 0) >>> 0, true);
      view.setUint32(at + LR_PLACE, (registers[14] ?? 0) >>> 0, true);
      view.setUint32(at + APSR_PLACE, apsr, true);
      image.set(window, at + SAVED_BYTES);
    });
    return { image, end };
  }

  /** The results, from both machines' records. */
  outputBytes(): number {
    return RECORD_BYTES * this.cases.length;
  }

  /** A place for the loop of faults, then: copies the records to RAM. */
  #start(data: number): Halves {
    return [
      0xe7fe,
      ...constant(0, data),
      ...constant(1, RAM),
      ...constant(2, RECORD_BYTES * this.capacity),
      // ldr r3, [r0], #4; str r3, [r1], #4; subs r2, #4; bne
      ...[0xf850, 0x3b04, 0xf841, 0x3b04, 0x3a04, 0xd1f9],
      NOP,
    ];
  }

  /** SYS_OPEN of ":tt" for writing, SYS_WRITE, SYS_EXIT. */
  #end(address: number): Uint8Array {
    const call = (number: number, parameter: number): Halves => [
      ...constant(0, number),
      ...constant(1, parameter),
      0xbeab,
    ];
    const put = (words: readonly number[]): Halves =>
      words.flatMap((word, at) => [...constant(2, word), ...store(2, 4, 4 * at)]);
    const code = (name: number): number[] => [
      ...constant(4, PARAMETERS),
      ...put([name, 4, 3]),
      ...call(semihosting.open, PARAMETERS),
      ...put([0, RAM, this.outputBytes()]),
      ...store(0, 4, 0),
      ...call(semihosting.write, PARAMETERS),
      ...call(semihosting.exit, APPLICATION_EXIT),
    ];
    const length = 2 * code(0).length;
    return new Uint8Array([
      ...new Uint8Array(Uint16Array.from(code(address + length)).buffer),
      ...new TextEncoder().encode(':tt\0'),
    ]);
  }
}

import { createDecoder, rowFinder, wideRows } from '../../host/emulate/armv7em/decode.ts';
import { type Instruction, Op } from '../../host/emulate/armv7em/interpreter.ts';
import type { Row } from '../../host/emulate/armv7em/rows.ts';
import type { Random } from './random.ts';

// Random instructions with operands that both machines can execute: accesses hit a window of RAM, branches lead past a marker.

export const WINDOW_BYTES = 128;
const MARKER_BYTES = 4;
const SP = 13;
const PC = 15;
const REGISTERS = 16;
const ATTEMPTS = 400;

export interface Case {
  readonly name: string;
  readonly halves: readonly number[];
  /** r0 to r14. */
  readonly registers: readonly number[];
  readonly apsr: number;
  /** A register that no instruction of the case names. */
  readonly free: number;
  readonly window: Uint8Array;
}

/** Where a case is to stand, and what it may read and write. */
export interface Site {
  readonly address: number;
  readonly window: number;
}

const find = rowFinder(wideRows);
const decode = createDecoder(find);
const edges = [
  0, 1, 31, 32, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x8000_8000,
];

/** A word that may be an edge, small, or have edges in its halves. */
const operand = (random: Random): number => {
  const kind = random.below(8);
  if (kind < 3) return random.next();
  if (kind < 5) return random.pick(edges);
  if (kind < 6) return random.below(64);
  return ((random.pick(edges) << 16) | (random.pick(edges) & 0xffff)) >>> 0;
};

interface Fields {
  readonly d: number;
  readonly n: number;
  readonly m: number;
  readonly shift: number;
  readonly it: number;
}
const fieldsOf = ({ fields }: Instruction): Fields => ({
  d: fields & 31,
  n: (fields >>> 5) & 31,
  m: (fields >>> 10) & 31,
  shift: (fields >>> 15) & 31,
  it: (fields >>> 28) & 3,
});

const accessBytes: Readonly<Partial<Record<Op, number>>> = {
  [Op.LDR]: 4,
  [Op.LDR_SP]: 4,
  [Op.LDR_PC]: 4,
  [Op.STR]: 4,
  [Op.LDRH]: 2,
  [Op.LDRSH]: 2,
  [Op.STRH]: 2,
  [Op.TBH]: 2,
  [Op.LDRB]: 1,
  [Op.LDRSB]: 1,
  [Op.STRB]: 1,
  [Op.TBB]: 1,
};
/** Of words only, in one piece. */
const alignedOps: readonly Op[] = [Op.LDRD, Op.STRD, Op.LDM, Op.STM];
/** Waiting without end, and what ends a run. */
const isRunnable = (word: number, { op }: Instruction): boolean =>
  op !== Op.UDF && op !== Op.BKPT && !(op === Op.NOP && [0xbf20, 0xbf30, 0xf3af_8002, 0xf3af_8003].includes(word));

/** Free bits of an encoding at random; those of a branch's offset so that it goes to the place behind the marker. */
const randomWord = ([mask, value, op]: Row, random: Random): number => {
  const isWide = value >= 0x1_0000;
  const bits = random.next();
  if ((op >= Op.B && op <= Op.BLE) || op === Op.BL) {
    // Wide: S = 0; J1 and J2 are 1 but in conditional branches. Narrow: 4 + 2 bytes behind the instruction.
    if (!isWide) return value | 1;
    const isFar = op === Op.B || op === Op.BL;
    return (value | (isFar ? 0x2800 : 0) | 2) >>> 0;
  }
  if (op === Op.CBZ || op === Op.CBNZ) return value | (1 << 3) | (bits & 7);
  // Registers and fields small and large; 15 and 13 are often special.
  return (value | (bits & ~mask & (isWide ? 0xffff_ffff : 0xffff))) >>> 0;
};

class Draft {
  readonly registers: number[];
  readonly window: Uint8Array;
  readonly #view: DataView;
  readonly #random: Random;
  readonly #site: Site;

  constructor(random: Random, site: Site) {
    this.#random = random;
    this.#site = site;
    this.registers = Array.from({ length: 15 }, () => operand(random));
    this.registers[SP] = (this.registers[SP] as number) & ~3;
    this.window = Uint8Array.from({ length: WINDOW_BYTES }, () => random.next() & 0xff);
    this.#view = new DataView(this.window.buffer);
  }

  /** Makes the operands fit; false where these encodings cannot be executed here. `landing` lies behind the marker. */
  prepare(instruction: Instruction, landing: number): boolean {
    const { then: op, imm } = instruction;
    const { n, m } = fieldsOf(instruction);
    if (instruction.op === Op.TO_SP && imm % 4 !== 0) return false;
    if (instruction.op === Op.TO_SP && m < REGISTERS) this.registers[m] = (this.registers[m] as number) & ~3;
    if (accessBytes[op] !== undefined || alignedOps.includes(op)) return this.#prepareAccess(instruction, landing);
    if (op === Op.BX || op === Op.BLX) this.registers[m] = landing | 1;
    if (op === Op.JUMP) {
      if (n < REGISTERS) this.registers[n] = (landing - imm) | 0;
      else if (m < REGISTERS) this.registers[m] = landing | (this.#random.next() & 1);
      else return false;
    }
    if ((op === Op.CBZ || op === Op.CBNZ) && this.#random.oneIn(2)) this.registers[n] = 0;
    if (op === Op.MSR) {
      // Of the stack pointers the lower bits are 0; CONTROL stays as it is.
      if (imm === 8 || imm === 9) this.registers[n] = (this.registers[n] as number) & ~3;
      if (imm === 20) this.registers[n] = 0;
    }
    return true;
  }

  #prepareAccess(instruction: Instruction, landing: number): boolean {
    const { then: op, imm } = instruction;
    const { n, m, shift } = fieldsOf(instruction);
    const bytes = accessBytes[op] ?? 4;
    const isLiteral = n >= REGISTERS;
    const wantsValue = op === Op.LDR_PC || op === Op.LDR_SP || op === Op.TBB || op === Op.TBH;
    if (isLiteral) return !wantsValue && imm >= 0;
    if (n === m) return false;
    const isList = op === Op.LDM || op === Op.STM;
    let offset = isList ? imm >> 16 : ((this.registers[m] ?? 0) << shift) + imm;
    if (instruction.op === Op.POST_INDEXED) offset = 0;
    const mayBeUnaligned = !alignedOps.includes(op) && this.#random.oneIn(3);
    const wished = this.#site.window + 32 + this.#random.below(32);
    const address = mayBeUnaligned ? wished : wished & -bytes & (alignedOps.includes(op) ? -4 : -1);
    let base = (address - offset) | 0;
    // The stack pointer is aligned; where the offset is not, neither is the access.
    if (n === SP) base &= ~3;
    this.registers[n] = base;
    const place = ((base + offset) | 0) - this.#site.window;
    if (op === Op.LDR_PC) this.#view.setInt32(place, landing | 1, true);
    if (op === Op.LDR_SP) this.#view.setInt32(place, this.#view.getInt32(place, true) & ~3, true);
    if (op === Op.TBB) this.#view.setUint8(place, MARKER_BYTES / 2);
    if (op === Op.TBH) this.#view.setUint16(place, MARKER_BYTES / 2, true);
    if (op === Op.LDM && (imm & (1 << PC)) !== 0) {
      const above = (imm & 0x7fff).toString(2).replaceAll('0', '').length;
      this.#view.setInt32(place + 4 * above, landing | 1, true);
    }
    return true;
  }
}

/** Registers that an instruction names, as bits. */
const named = (instruction: Instruction): number => {
  const { d, n, m } = fieldsOf(instruction);
  const { a, then: op, imm } = instruction;
  const list = op === Op.LDM || op === Op.STM ? imm & 0xffff : 0;
  return list | [a, d, n, m].reduce((bits, register) => (register < REGISTERS ? bits | (1 << register) : bits), 0);
};

const encoded = (word: number): number[] => (word < 0x1_0000 ? [word] : [word >>> 16, word & 0xffff]);

/** Draws instructions of one row, alone or in an IT block of one; of the row of IT, blocks of several. */
export class CaseSource {
  readonly #random: Random;
  readonly #fillers: readonly Row[];

  constructor(random: Random, rows: readonly Row[]) {
    this.#random = random;
    this.#fillers = rows.filter(([, , op]) => op >= Op.MOV && op <= Op.UDIV);
  }

  /** Undefined where no attempt gave a case: the row has nothing that both machines can execute. */
  draw(row: Row, site: Site): Case | undefined {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const drawn = row[2] === Op.IT ? this.#drawBlock(row, site) : this.#drawOne(row, site);
      if (drawn) return drawn;
    }
    return undefined;
  }

  #instruction(row: Row, address: number): { word: number; instruction: Instruction } | undefined {
    const word = randomWord(row, this.#random);
    const [first = 0, second = 0] = encoded(word);
    if (find(first, second) !== row) return undefined;
    const instruction = decode(first, second, address);
    return instruction && isRunnable(word, instruction) ? { word, instruction } : undefined;
  }

  #drawOne(row: Row, site: Site): Case | undefined {
    const isConditional = this.#random.oneIn(4);
    const prefix = isConditional ? [0xbf08 | (this.#random.below(15) << 4)] : [];
    const drawn = this.#instruction(row, site.address + 2 * prefix.length);
    if (!drawn) return undefined;
    const { word, instruction } = drawn;
    if (isConditional && fieldsOf(instruction).it === 2) return undefined;
    const halves = [...prefix, ...encoded(word)];
    return this.#finish(`${Op[row[2]]} ${hex(halves)}`, halves, [instruction], site);
  }

  #drawBlock(row: Row, site: Site): Case | undefined {
    const block = this.#instruction(row, site.address);
    if (!block) return undefined;
    // The lowest bit set ends the block.
    const length = 4 - Math.log2(block.word & -block.word & 15);
    const halves = [block.word];
    const instructions: Instruction[] = [];
    while (instructions.length < length) {
      const drawn = this.#instruction(this.#random.pick(this.#fillers), site.address + 2 * halves.length);
      if (!drawn || fieldsOf(drawn.instruction).it !== 0 || drawn.instruction.op === Op.TO_SP) continue;
      halves.push(...encoded(drawn.word));
      instructions.push(drawn.instruction);
    }
    return this.#finish(`IT ${hex(halves)}`, halves, instructions, site);
  }

  #finish(name: string, halves: number[], instructions: readonly Instruction[], site: Site): Case | undefined {
    const used = instructions.reduce((bits, instruction) => bits | named(instruction), 0);
    const free = [...Array(13).keys()].filter((register) => (used & (1 << register)) === 0);
    if (free.length === 0) return undefined;
    const draft = new Draft(this.#random, site);
    const landing = site.address + 2 * halves.length + MARKER_BYTES;
    if (!instructions.every((instruction) => draft.prepare(instruction, landing))) return undefined;
    if (((draft.registers[SP] as number) & 3) !== 0) return undefined;
    const apsr = (this.#random.next() & 0xf80f_0000) >>> 0;
    return { name, halves, registers: draft.registers, apsr, free: this.#random.pick(free), window: draft.window };
  }
}

const hex = (halves: readonly number[]): string => halves.map((half) => half.toString(16).padStart(4, '0')).join(' ');

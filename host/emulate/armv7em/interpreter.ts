// biome-ignore-all lint/style/noNonNullAssertion: every index is masked to its array; the checks would cost half the speed.
import type { ExecutionProfile } from '../execution-profile.ts';
import { EmulatorFault } from '../fault.ts';
import {
  addSignedBytes,
  addUnsignedBytes,
  reverseBits,
  reverseBytes,
  reverseBytesOfHalves,
  selectBytes,
} from './bits.ts';
import { holds } from './conditions.ts';
import { afterLoad, afterStore, divideCycles, REFILL } from './cycles.ts';
import type { Memory } from './memory.ts';
import { carryOf, highSigned, highUnsigned, sumOfDifferences, wordByHalf } from './multiply.ts';
import { InItBlock } from './operands.ts';
import { greaterOrEqual, parallel } from './parallel.ts';
import {
  saturateSigned,
  saturateSignedPair,
  saturateUnsigned,
  saturateUnsignedPair,
  saturateWord,
} from './saturate.ts';
import { FAULTMASK, MSP, PRIMASK, packStatus, type SpecialRegisterFile } from './status.ts';

/**
 * What the interpreter switches on. It stands in this file because only then does the TypeScript loader fold its members
 * into the constants that V8 needs for a jump table. An operation that sets the flags follows the one that does not.
 */
export enum Op {
  UNDECODED,
  COUNTED,
  STOP,
  // These prepare `y` or the base register for an operation behind them.
  SHIFTED_LSL,
  SHIFTED_LSR,
  SHIFTED_ASR,
  SHIFTED_ROR,
  SHIFTED_RRX,
  PRE_INDEXED,
  POST_INDEXED,
  TO_SP,
  MOV,
  MOVS,
  MVN,
  MVNS,
  AND,
  ANDS,
  BIC,
  BICS,
  ORR,
  ORRS,
  ORN,
  ORNS,
  EOR,
  EORS,
  ADD,
  ADDS,
  ADC,
  ADCS,
  SUB,
  SUBS,
  SBC,
  SBCS,
  RSB,
  RSBS,
  MUL,
  MULS,
  LSL,
  LSLS,
  LSR,
  LSRS,
  ASR,
  ASRS,
  ROR,
  RORS,
  TST,
  TEQ,
  CMP,
  CMN,
  MOVT,
  BFI,
  SBFX,
  UBFX,
  SSAT,
  USAT,
  SSAT16,
  USAT16,
  CLZ,
  RBIT,
  REV,
  REV16,
  REVSH,
  SXTAB,
  SXTAH,
  UXTAB,
  UXTAH,
  SXTAB16,
  UXTAB16,
  PKHBT,
  PKHTB,
  SEL,
  PARALLEL,
  PARALLEL_GE,
  QADD,
  QSUB,
  QDADD,
  QDSUB,
  USADA8,
  MLA,
  MLS,
  SMLA,
  SMLAW,
  SMLAD,
  SMLADX,
  SMLSD,
  SMLSDX,
  SMMLA,
  SMMLAR,
  SMMLS,
  SMMLSR,
  SMULL,
  UMULL,
  SMLAL,
  UMLAL,
  UMAAL,
  SMLALXY,
  SMLALD,
  SMLALDX,
  SMLSLD,
  SMLSLDX,
  SDIV,
  UDIV,
  LDR,
  LDRB,
  LDRH,
  LDRSB,
  LDRSH,
  LDR_SP,
  LDR_PC,
  LDRD,
  LDM,
  STR,
  STRB,
  STRH,
  STRD,
  STM,
  B,
  BEQ,
  BNE,
  BCS,
  BCC,
  BMI,
  BPL,
  BVS,
  BVC,
  BHI,
  BLS,
  BGE,
  BLT,
  BGT,
  BLE,
  CBZ,
  CBNZ,
  BL,
  BX,
  BLX,
  JUMP,
  TBB,
  TBH,
  IT,
  NOP,
  CPS,
  MRS,
  MSR,
  BKPT,
  UDF,
  FLOAT,
  VMRS,
}

/** An instruction for the interpreter. */
export interface Instruction {
  readonly op: Op;
  /** What follows an operation that only prepares it. */
  readonly then: Op;
  /** The fourth register. */
  readonly a: number;
  /** Everything else: fields.ts. */
  readonly fields: number;
  readonly imm: number;
}
/** Undefined for what is UNDEFINED or UNPREDICTABLE. */
export type Decoder = (first: number, second: number, address: number) => Instruction | undefined;

/** What a floating-point unit needs of the core. */
export interface FloatUnit {
  readonly flags: number;
  /** Executes one operation; its result is the cycles beyond the first. */
  execute(operation: number, fields: number, a: number, registers: Int32Array, memory: Memory, pc: number): number;
}

/** The same operation without flags. */
const quiet = (op: Op): Op => (op >= Op.MOV && op <= Op.RORS ? ((op - Op.MOV) & ~1) + Op.MOV : op);

const SP = 13;
const LR = 14;
/** First halfwords from here on have a second (A5.1). */
export const WIDE_PREFIX = 0xe800;
/** Instructions at a time: so few that V8 soon leaves what it compiled for a loop under way, and that counts are small integers. */
const BURST = 0x1_0000;

/**
 * ARMv7E-M in a loop with its hot state in local variables. Flash is decoded once, halfword by halfword, as execution reaches
 * it: what was programmed anew must be forgotten.
 */
export class Interpreter {
  /** r0 to r14, and two more that operands.ts explains. r15 is `pc`. */
  readonly registers = new Int32Array(32);
  pc = 0;
  n = 0;
  z = 1;
  c = 0;
  v = 0;
  q = 0;
  ge = 0;
  /** ITSTATE. */
  it = 0;
  instructions = 0;
  /** Modelled: cycles.ts. */
  cycles = 0;
  readonly #profile: ExecutionProfile | undefined;
  readonly #memory: Memory;
  readonly #decode: Decoder;
  readonly #special: SpecialRegisterFile;
  readonly #floatUnit: FloatUnit | undefined;
  /**
   * Four words for every halfword of flash: the operation with the fourth register (bit 8) and the operation behind it
   * (bit 16), the fields, the immediate, and the first word again for where COUNTED or STOP stands in its place.
   */
  readonly #code: Int32Array;

  constructor(
    memory: Memory,
    decode: Decoder,
    special: SpecialRegisterFile,
    floatUnit?: FloatUnit,
    profile?: ExecutionProfile,
  ) {
    const halfwords = memory.flash16.length;
    this.#memory = memory;
    this.#decode = decode;
    this.#special = special;
    this.#floatUnit = floatUnit;
    this.#code = new Int32Array(4 * halfwords);
    this.#profile = profile;
  }

  /** Forgets what was decoded from these bytes of flash, and from the halfword before them, which may reach into them. */
  forget(offset: number, bytes: number): void {
    this.#code.fill(Op.UNDECODED, 4 * Math.max(0, (offset >>> 1) - 1), 4 * ((offset + bytes + 1) >>> 1));
  }

  #illegal(at: number, address: number): EmulatorFault {
    const { flash16 } = this.#memory;
    const first = flash16[at]!;
    const encoding = first >= WIDE_PREFIX ? (first << 16) | (flash16[at + 1] ?? 0) : first;
    return new EmulatorFault('illegal instruction', address >>> 0, encoding >>> 0);
  }

  #decodeAt(at: number, address: number): void {
    const { flash16 } = this.#memory;
    const instruction = this.#decode(flash16[at]!, flash16[at + 1] ?? 0, address);
    if (!instruction) throw this.#illegal(at, address);
    const word = instruction.op | (instruction.a << 8) | (instruction.then << 16);
    this.#code.set([this.#profile ? Op.COUNTED : word, instruction.fields, instruction.imm, word], 4 * at);
  }

  /** Runs up to `count` instructions; true where it came to `stop`, which is not executed. */
  run(stop: number, count: number): boolean {
    const slot = 4 * ((stop - this.#memory.flashOrigin) >>> 1);
    const covered = this.#code[slot];
    if (covered !== undefined) this.#code[slot] = Op.STOP;
    try {
      for (let left = count; left > 0; left -= BURST) if (this.#burst(stop | 0, Math.min(left, BURST))) return true;
      return false;
    } finally {
      if (covered !== undefined) this.#code[slot] = covered;
    }
  }

  #burst(stop: number, limit: number): boolean {
    const memory = this.#memory;
    const { ram8, ram16, ram32, ramOrigin, flash8, flash16, flash32, flashOrigin } = memory;
    const ramBytes = ram8.length;
    const flashBytes = flash8.length;
    const halfwords = flash16.length;
    const code = this.#code;
    const reg = this.registers;
    const refill = REFILL;

    let pc = this.pc | 0;
    let n = this.n | 0;
    let z = this.z | 0;
    let c = this.c | 0;
    let v = this.v | 0;
    let it = this.it | 0;
    let instructions = 0;
    let cycles = 0;
    // The instruction before this one, for the time of loads and stores.
    let before = 0;
    let slot = 0;
    let here = pc;
    this.#profile?.begin(0);

    try {
      run: while (instructions < limit) {
        before = slot;
        here = pc;
        const at = (pc - flashOrigin) >>> 1;
        if (at >= halfwords) {
          if (pc === stop) return true;
          throw new EmulatorFault('unmapped fetch', here >>> 0, here >>> 0);
        }
        slot = at << 2;
        let op = code[slot]! & 0xff;
        let ra = (code[slot]! >>> 8) & 0xff;
        let then = code[slot]! >>> 16;
        const fields = code[slot + 1]!;
        const imm = code[slot + 2]!;
        const rd = fields & 31;
        const rn = (fields >>> 5) & 31;
        const rm = (fields >>> 10) & 31;
        // A shift counts by its lower 5 bits.
        let y = ((reg[rm]! << (fields >>> 15)) + imm) | 0;
        let carry = (fields >>> 20) & 3;
        pc = (pc + 2 + ((fields >>> 21) & 2)) | 0;
        instructions = (instructions + 1) | 0;

        if (it !== 0 && op !== Op.UNDECODED && op !== Op.STOP) {
          if (op === Op.COUNTED) {
            this.#profile?.visit(at, cycles);
            op = code[slot + 3]! & 0xff;
            ra = (code[slot + 3]! >>> 8) & 0xff;
            then = code[slot + 3]! >>> 16;
          }
          const allowed = (fields >>> 28) & 3;
          if (allowed !== 0 && (allowed === InItBlock.NEVER || (it & 15) !== 8)) throw this.#illegal(at, here);
          const isExecuted = op === Op.BKPT || holds(it >>> 4, n, z, c, v);
          it = (it & 7) === 0 ? 0 : (it & 0xe0) | ((it << 1) & 0x1f);
          if (!isExecuted) {
            cycles = (cycles + 1) | 0;
            continue;
          }
          // 16-bit data processing leaves the flags alone here (A7.3.2).
          if ((fields & (1 << 22)) === 0) {
            if (op < Op.MOV) then = quiet(then);
            else op = quiet(op);
          }
        }
        cycles = (cycles + ((fields >>> 23) & 31)) | 0;

        while (op < Op.MOV) {
          switch (op) {
            case Op.UNDECODED:
              this.#decodeAt(at, here);
              pc = here;
              slot = before;
              instructions = (instructions - 1) | 0;
              continue run;
            case Op.COUNTED:
              this.#profile?.visit(at, cycles - ((fields >>> 23) & 31));
              op = code[slot + 3]! & 0xff;
              ra = (code[slot + 3]! >>> 8) & 0xff;
              then = code[slot + 3]! >>> 16;
              break;
            case Op.STOP:
              cycles -= (fields >>> 23) & 31;
              pc = here;
              instructions = (instructions - 1) | 0;
              return true;

            case Op.SHIFTED_LSL:
              carry = (reg[rm]! >>> (32 - ((fields >>> 15) & 31))) & 1;
              op = then;
              break;
            case Op.SHIFTED_LSR: {
              const shift = (fields >>> 15) & 31;
              y = shift === 0 ? 0 : (reg[rm]! >>> shift) | 0;
              carry = (reg[rm]! >>> ((shift - 1) & 31)) & 1;
              op = then;
              break;
            }
            case Op.SHIFTED_ASR: {
              const shift = (fields >>> 15) & 31;
              y = reg[rm]! >> (shift === 0 ? 31 : shift);
              carry = (reg[rm]! >>> ((shift - 1) & 31)) & 1;
              op = then;
              break;
            }
            case Op.SHIFTED_ROR: {
              const shift = (fields >>> 15) & 31;
              y = (reg[rm]! >>> shift) | (reg[rm]! << (32 - shift));
              carry = y >>> 31;
              op = then;
              break;
            }
            case Op.SHIFTED_RRX:
              y = (c << 31) | (reg[rm]! >>> 1);
              carry = reg[rm]! & 1;
              op = then;
              break;
            case Op.PRE_INDEXED:
              reg[rn] = reg[rn]! + imm;
              y = 0;
              op = then;
              break;
            case Op.POST_INDEXED:
              reg[rn] = reg[rn]! + imm;
              y = -imm | 0;
              op = then;
              break;
            case Op.TO_SP:
              // A5.1.3: to write other than 0 to bits 1 and 0 of the stack pointer is UNPREDICTABLE.
              if ((y & 3) !== 0) throw this.#illegal(at, here);
              op = then;
              break;
          }
        }

        switch (op) {
          case Op.MOV:
            reg[rd] = y;
            continue run;
          case Op.MOVS:
            n = z = reg[rd] = y;
            if (carry < 2) c = carry;
            continue run;
          case Op.MVN:
            reg[rd] = ~y;
            continue run;
          case Op.MVNS:
            n = z = reg[rd] = ~y;
            if (carry < 2) c = carry;
            continue run;
          case Op.AND:
            reg[rd] = reg[rn]! & y;
            continue run;
          case Op.ANDS:
            n = z = reg[rd] = reg[rn]! & y;
            if (carry < 2) c = carry;
            continue run;
          case Op.BIC:
            reg[rd] = reg[rn]! & ~y;
            continue run;
          case Op.BICS:
            n = z = reg[rd] = reg[rn]! & ~y;
            if (carry < 2) c = carry;
            continue run;
          case Op.ORR:
            reg[rd] = reg[rn]! | y;
            continue run;
          case Op.ORRS:
            n = z = reg[rd] = reg[rn]! | y;
            if (carry < 2) c = carry;
            continue run;
          case Op.ORN:
            reg[rd] = reg[rn]! | ~y;
            continue run;
          case Op.ORNS:
            n = z = reg[rd] = reg[rn]! | ~y;
            if (carry < 2) c = carry;
            continue run;
          case Op.EOR:
            reg[rd] = reg[rn]! ^ y;
            continue run;
          case Op.EORS:
            n = z = reg[rd] = reg[rn]! ^ y;
            if (carry < 2) c = carry;
            continue run;
          case Op.TST:
            n = z = reg[rn]! & y;
            if (carry < 2) c = carry;
            continue run;
          case Op.TEQ:
            n = z = reg[rn]! ^ y;
            if (carry < 2) c = carry;
            continue run;
          case Op.ADD:
            reg[rd] = reg[rn]! + y;
            continue run;
          case Op.ADDS: {
            const x = reg[rn]!;
            const r = (x + y) | 0;
            c = r >>> 0 < x >>> 0 ? 1 : 0;
            v = (x ^ r) & (y ^ r);
            n = z = reg[rd] = r;
            continue run;
          }
          case Op.CMN: {
            const x = reg[rn]!;
            const r = (x + y) | 0;
            c = r >>> 0 < x >>> 0 ? 1 : 0;
            v = (x ^ r) & (y ^ r);
            n = z = r;
            continue run;
          }
          case Op.ADC:
            reg[rd] = (reg[rn]! + y + c) | 0;
            continue run;
          case Op.ADCS: {
            const x = reg[rn]!;
            const sum = (x >>> 0) + (y >>> 0) + c;
            const r = sum | 0;
            c = sum > 0xffff_ffff ? 1 : 0;
            v = (x ^ r) & (y ^ r);
            n = z = reg[rd] = r;
            continue run;
          }
          case Op.SUB:
            reg[rd] = reg[rn]! - y;
            continue run;
          case Op.SUBS: {
            const x = reg[rn]!;
            const r = (x - y) | 0;
            c = x >>> 0 >= y >>> 0 ? 1 : 0;
            v = (x ^ y) & (x ^ r);
            n = z = reg[rd] = r;
            continue run;
          }
          case Op.CMP: {
            const x = reg[rn]!;
            const r = (x - y) | 0;
            c = x >>> 0 >= y >>> 0 ? 1 : 0;
            v = (x ^ y) & (x ^ r);
            n = z = r;
            continue run;
          }
          case Op.SBC:
            reg[rd] = (reg[rn]! - y - 1 + c) | 0;
            continue run;
          case Op.SBCS: {
            const x = reg[rn]!;
            const difference = (x >>> 0) - (y >>> 0) - 1 + c;
            const r = difference | 0;
            c = difference >= 0 ? 1 : 0;
            v = (x ^ y) & (x ^ r);
            n = z = reg[rd] = r;
            continue run;
          }
          case Op.RSB:
            reg[rd] = y - reg[rn]!;
            continue run;
          case Op.RSBS: {
            const x = reg[rn]!;
            const r = (y - x) | 0;
            c = y >>> 0 >= x >>> 0 ? 1 : 0;
            v = (x ^ y) & (y ^ r);
            n = z = reg[rd] = r;
            continue run;
          }
          case Op.MUL:
            reg[rd] = Math.imul(reg[rn]!, reg[rm]!);
            continue run;
          case Op.MULS:
            n = z = reg[rd] = Math.imul(reg[rn]!, reg[rm]!);
            continue run;

          // Shifts by the lower byte of a register; one by 0 leaves C alone (A2.2.1).
          case Op.LSL: {
            const shift = y & 255;
            reg[rd] = shift > 31 ? 0 : reg[rn]! << shift;
            continue run;
          }
          case Op.LSLS: {
            const x = reg[rn]!;
            const shift = y & 255;
            if (shift !== 0) c = shift > 32 ? 0 : (x >>> (32 - shift)) & 1;
            n = z = reg[rd] = shift > 31 ? 0 : x << shift;
            continue run;
          }
          case Op.LSR: {
            const shift = y & 255;
            reg[rd] = shift > 31 ? 0 : reg[rn]! >>> shift;
            continue run;
          }
          case Op.LSRS: {
            const x = reg[rn]!;
            const shift = y & 255;
            if (shift !== 0) c = shift > 32 ? 0 : (x >>> (shift - 1)) & 1;
            n = z = reg[rd] = shift > 31 ? 0 : (x >>> shift) | 0;
            continue run;
          }
          case Op.ASR: {
            const shift = y & 255;
            reg[rd] = reg[rn]! >> Math.min(shift, 31);
            continue run;
          }
          case Op.ASRS: {
            const x = reg[rn]!;
            const shift = y & 255;
            if (shift !== 0) c = (x >> (shift > 31 ? 31 : shift - 1)) & 1;
            n = z = reg[rd] = x >> Math.min(shift, 31);
            continue run;
          }
          case Op.ROR: {
            const shift = y & 31;
            reg[rd] = (reg[rn]! >>> shift) | (reg[rn]! << (32 - shift));
            continue run;
          }
          case Op.RORS: {
            const x = reg[rn]!;
            const shift = y & 31;
            n = z = reg[rd] = (x >>> shift) | (x << (32 - shift));
            if ((y & 255) !== 0) c = n >>> 31;
            continue run;
          }

          case Op.MOVT:
            reg[rd] = (reg[rd]! & 0xffff) | imm;
            continue run;
          // imm: the field's mask in place.
          case Op.BFI:
            reg[rd] = (reg[rd]! & ~imm) | ((reg[rn]! << (fields >>> 15)) & imm);
            continue run;
          // shift: to bring the field to the top; imm: from there to the bottom.
          case Op.SBFX:
            reg[rd] = (reg[rn]! << (fields >>> 15)) >> imm;
            continue run;
          case Op.UBFX:
            reg[rd] = (reg[rn]! << (fields >>> 15)) >>> imm;
            continue run;
          // n: the number of bits, less 1 where they are signed.
          case Op.SSAT: {
            const r = saturateSigned(y, rn + 1);
            if (r !== y) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.USAT: {
            const r = saturateUnsigned(y, rn);
            if (r !== y) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.SSAT16: {
            const r = saturateSignedPair(y, rn + 1);
            if (r !== y) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.USAT16: {
            const r = saturateUnsignedPair(y, rn);
            if (r !== y) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.CLZ:
            reg[rd] = Math.clz32(y);
            continue run;
          case Op.RBIT:
            reg[rd] = reverseBits(y);
            continue run;
          case Op.REV:
            reg[rd] = reverseBytes(y);
            continue run;
          case Op.REV16:
            reg[rd] = reverseBytesOfHalves(y);
            continue run;
          case Op.REVSH:
            reg[rd] = (reverseBytesOfHalves(y) << 16) >> 16;
            continue run;
          case Op.SXTAB:
            reg[rd] = reg[rn]! + ((y << 24) >> 24);
            continue run;
          case Op.SXTAH:
            reg[rd] = reg[rn]! + ((y << 16) >> 16);
            continue run;
          case Op.UXTAB:
            reg[rd] = reg[rn]! + (y & 0xff);
            continue run;
          case Op.UXTAH:
            reg[rd] = reg[rn]! + (y & 0xffff);
            continue run;
          case Op.SXTAB16:
            reg[rd] = addSignedBytes(reg[rn]!, y);
            continue run;
          case Op.UXTAB16:
            reg[rd] = addUnsignedBytes(reg[rn]!, y);
            continue run;
          case Op.PKHBT:
            reg[rd] = (reg[rn]! & 0xffff) | (y & ~0xffff);
            continue run;
          case Op.PKHTB:
            reg[rd] = (reg[rn]! & ~0xffff) | (y & 0xffff);
            continue run;
          case Op.SEL:
            reg[rd] = selectBytes(reg[rn]!, y, this.ge);
            continue run;
          // imm: kind, and the shape in a.
          case Op.PARALLEL_GE:
            this.ge = greaterOrEqual(ra, imm, reg[rn]!, reg[rm]!);
            reg[rd] = parallel(ra, imm, reg[rn]!, reg[rm]!);
            continue run;
          case Op.PARALLEL:
            reg[rd] = parallel(ra, imm, reg[rn]!, reg[rm]!);
            continue run;
          case Op.QADD:
          case Op.QSUB:
          case Op.QDADD:
          case Op.QDSUB: {
            let x = reg[rn]!;
            if (op >= Op.QDADD) {
              x = saturateWord(2 * x);
              if (x !== 2 * reg[rn]!) this.q = 1;
            }
            const sum = op === Op.QADD || op === Op.QDADD ? y + x : y - x;
            const r = saturateWord(sum);
            if (r !== sum) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.USADA8:
            reg[rd] = sumOfDifferences(reg[rn]!, y) + reg[ra]!;
            continue run;

          case Op.MLA:
            reg[rd] = reg[ra]! + Math.imul(reg[rn]!, y);
            continue run;
          case Op.MLS:
            reg[rd] = reg[ra]! - Math.imul(reg[rn]!, y);
            continue run;
          // imm and shift: 16 to take the lower half of n and m, 0 to take the upper one.
          case Op.SMLA: {
            const sum = Math.imul((reg[rn]! << imm) >> 16, (reg[rm]! << (fields >>> 15)) >> 16) + reg[ra]!;
            const r = sum | 0;
            if (r !== sum) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.SMLAW: {
            const sum = wordByHalf(reg[rn]!, (reg[rm]! << (fields >>> 15)) >> 16) + reg[ra]!;
            const r = sum | 0;
            if (r !== sum) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.SMLAD:
          case Op.SMLADX: {
            const x = reg[rn]!;
            if (op === Op.SMLADX) y = (y << 16) | (y >>> 16);
            const sum = Math.imul((x << 16) >> 16, (y << 16) >> 16) + Math.imul(x >> 16, y >> 16) + reg[ra]!;
            const r = sum | 0;
            if (r !== sum) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.SMLSD:
          case Op.SMLSDX: {
            const x = reg[rn]!;
            if (op === Op.SMLSDX) y = (y << 16) | (y >>> 16);
            const sum = Math.imul((x << 16) >> 16, (y << 16) >> 16) - Math.imul(x >> 16, y >> 16) + reg[ra]!;
            const r = sum | 0;
            if (r !== sum) this.q = 1;
            reg[rd] = r;
            continue run;
          }
          case Op.SMMLA:
            reg[rd] = reg[ra]! + highSigned(reg[rn]!, y);
            continue run;
          case Op.SMMLAR:
            reg[rd] = reg[ra]! + highSigned(reg[rn]!, y) + (Math.imul(reg[rn]!, y) >>> 31);
            continue run;
          case Op.SMMLS:
          case Op.SMMLSR: {
            // The lower word of what is subtracted borrows unless it is 0; rounding looks at what remains of it.
            const low = Math.imul(reg[rn]!, y);
            const rounding = op === Op.SMMLSR ? -low >>> 31 : 0;
            reg[rd] = reg[ra]! - highSigned(reg[rn]!, y) - (low === 0 ? 0 : 1) + rounding;
            continue run;
          }
          // d: the lower word; a: the upper one.
          case Op.SMULL: {
            const x = reg[rn]!;
            reg[rd] = Math.imul(x, y);
            reg[ra] = highSigned(x, y);
            continue run;
          }
          case Op.UMULL: {
            const x = reg[rn]!;
            reg[rd] = Math.imul(x, y);
            reg[ra] = highUnsigned(x, y);
            continue run;
          }
          case Op.SMLAL:
          case Op.UMLAL: {
            const x = reg[rn]!;
            const low = Math.imul(x, y);
            const sum = (reg[rd]! + low) | 0;
            const high = op === Op.SMLAL ? highSigned(x, y) : highUnsigned(x, y);
            reg[rd] = sum;
            reg[ra] = reg[ra]! + high + carryOf(sum, low);
            continue run;
          }
          case Op.UMAAL: {
            const x = reg[rn]!;
            const low = Math.imul(x, y);
            const first = (reg[rd]! + low) | 0;
            const second = (first + reg[ra]!) | 0;
            const carries = carryOf(first, low) + carryOf(second, first);
            reg[ra] = highUnsigned(x, y) + carries;
            reg[rd] = second;
            continue run;
          }
          case Op.SMLALXY:
          case Op.SMLALD:
          case Op.SMLALDX:
          case Op.SMLSLD:
          case Op.SMLSLDX: {
            const x = reg[rn]!;
            let product = 0;
            if (op === Op.SMLALXY) product = Math.imul((x << imm) >> 16, (reg[rm]! << (fields >>> 15)) >> 16);
            else {
              if (op === Op.SMLALDX || op === Op.SMLSLDX) y = (y << 16) | (y >>> 16);
              const below = Math.imul((x << 16) >> 16, (y << 16) >> 16);
              const above = Math.imul(x >> 16, y >> 16);
              // Up to 2^31: more than a word, less than a number holds.
              product = op <= Op.SMLALDX ? below + above : below - above;
            }
            const sum = (reg[rd]! + product) | 0;
            reg[ra] = reg[ra]! + (product < 0 ? -1 : 0) + carryOf(sum, product);
            reg[rd] = sum;
            continue run;
          }
          case Op.SDIV: {
            const x = reg[rn]!;
            cycles += divideCycles(Math.abs(x), Math.abs(y));
            reg[rd] = y === 0 ? 0 : (x / y) | 0;
            continue run;
          }
          case Op.UDIV: {
            const x = reg[rn]!;
            cycles += divideCycles(x, y);
            reg[rd] = y === 0 ? 0 : (x >>> 0) / (y >>> 0);
            continue run;
          }

          case Op.LDR: {
            const address = (reg[rn]! + y) | 0;
            if ((address & 3) !== 0) break;
            cycles = (cycles + afterLoad(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset < ramBytes) {
              reg[rd] = ram32[offset >>> 2]!;
              continue run;
            }
            const flashOffset = (address - flashOrigin) >>> 0;
            if (flashOffset >= flashBytes) break;
            reg[rd] = flash32[flashOffset >>> 2]!;
            continue run;
          }
          case Op.LDRB: {
            const address = (reg[rn]! + y) | 0;
            cycles = (cycles + afterLoad(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset < ramBytes) {
              reg[rd] = ram8[offset]!;
              continue run;
            }
            const flashOffset = (address - flashOrigin) >>> 0;
            if (flashOffset >= flashBytes) break;
            reg[rd] = flash8[flashOffset]!;
            continue run;
          }
          case Op.LDRSB: {
            const address = (reg[rn]! + y) | 0;
            cycles = (cycles + afterLoad(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset < ramBytes) {
              reg[rd] = (ram8[offset]! << 24) >> 24;
              continue run;
            }
            const flashOffset = (address - flashOrigin) >>> 0;
            if (flashOffset >= flashBytes) break;
            reg[rd] = (flash8[flashOffset]! << 24) >> 24;
            continue run;
          }
          case Op.LDRH: {
            const address = (reg[rn]! + y) | 0;
            if ((address & 1) !== 0) break;
            cycles = (cycles + afterLoad(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset < ramBytes) {
              reg[rd] = ram16[offset >>> 1]!;
              continue run;
            }
            const flashOffset = (address - flashOrigin) >>> 0;
            if (flashOffset >= flashBytes) break;
            reg[rd] = flash16[flashOffset >>> 1]!;
            continue run;
          }
          case Op.LDRSH: {
            const address = (reg[rn]! + y) | 0;
            if ((address & 1) !== 0) break;
            cycles = (cycles + afterLoad(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset < ramBytes) {
              reg[rd] = (ram16[offset >>> 1]! << 16) >> 16;
              continue run;
            }
            const flashOffset = (address - flashOrigin) >>> 0;
            if (flashOffset >= flashBytes) break;
            reg[rd] = (flash16[flashOffset >>> 1]! << 16) >> 16;
            continue run;
          }
          case Op.STR: {
            const address = (reg[rn]! + y) | 0;
            if ((address & 3) !== 0) break;
            cycles = (cycles + afterStore(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset >= ramBytes) break;
            ram32[offset >>> 2] = reg[rd]!;
            continue run;
          }
          case Op.STRB: {
            const address = (reg[rn]! + y) | 0;
            cycles = (cycles + afterStore(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset >= ramBytes) break;
            ram8[offset] = reg[rd]!;
            continue run;
          }
          case Op.STRH: {
            const address = (reg[rn]! + y) | 0;
            if ((address & 1) !== 0) break;
            cycles = (cycles + afterStore(code[before + 1]!, rn, rm)) | 0;
            const offset = (address - ramOrigin) >>> 0;
            if (offset >= ramBytes) break;
            ram16[offset >>> 1] = reg[rd]!;
            continue run;
          }
          case Op.LDRD: {
            const address = (reg[rn]! + y) | 0;
            if ((address & 3) !== 0) throw new EmulatorFault('unaligned read', here >>> 0, address >>> 0);
            reg[rd] = memory.load(address, 4, here);
            reg[ra] = memory.load(address + 4, 4, here);
            continue run;
          }
          case Op.STRD: {
            const address = (reg[rn]! + y) | 0;
            if ((address & 3) !== 0) throw new EmulatorFault('unaligned write', here >>> 0, address >>> 0);
            memory.store(address, 4, reg[rd]!, here);
            memory.store(address + 4, 4, reg[ra]!, here);
            continue run;
          }
          // imm: the registers' bits, and above them what is added to the base first; d: where the moved base goes.
          case Op.LDM: {
            const start = (reg[rn]! + (imm >> 16)) | 0;
            if ((start & 3) !== 0) throw new EmulatorFault('unaligned read', here >>> 0, start >>> 0);
            let address = start;
            for (let list = imm & 0x7fff; list !== 0; list &= list - 1) {
              const offset = (address - ramOrigin) >>> 0;
              const value = offset < ramBytes ? ram32[offset >>> 2]! : memory.load(address, 4, here);
              reg[31 - Math.clz32(list & -list)] = value;
              address = (address + 4) | 0;
            }
            if ((imm & 0x8000) !== 0) {
              const target = memory.load(address, 4, here);
              if ((target & 1) === 0) throw new EmulatorFault('branch to ARM state', here >>> 0, target >>> 0);
              pc = target & ~1;
              cycles = (cycles + refill) | 0;
              address += 4;
            }
            // Where the base is written back, the list does not have it.
            reg[rd] = imm >> 16 === 0 ? address : start;
            continue run;
          }
          case Op.STM: {
            const start = (reg[rn]! + (imm >> 16)) | 0;
            if ((start & 3) !== 0) throw new EmulatorFault('unaligned write', here >>> 0, start >>> 0);
            let address = start;
            for (let list = imm & 0x7fff; list !== 0; list &= list - 1) {
              const offset = (address - ramOrigin) >>> 0;
              const value = reg[31 - Math.clz32(list & -list)]!;
              if (offset < ramBytes) ram32[offset >>> 2] = value;
              else memory.store(address, 4, value, here);
              address = (address + 4) | 0;
            }
            reg[rd] = imm >> 16 === 0 ? address : start;
            continue run;
          }

          case Op.B:
            pc = imm;
            continue run;
          case Op.BEQ:
            if (z === 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BNE:
            if (z !== 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BCS:
            if (c !== 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BCC:
            if (c === 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BMI:
            if (n < 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BPL:
            if (n >= 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BVS:
            if (v < 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BVC:
            if (v >= 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BHI:
            if (c !== 0 && z !== 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BLS:
            if (c === 0 || z === 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BGE:
            if ((n ^ v) >= 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BLT:
            if ((n ^ v) < 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BGT:
            if (z !== 0 && (n ^ v) >= 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BLE:
            if (z === 0 || (n ^ v) < 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.CBZ:
            if (reg[rn] === 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.CBNZ:
            if (reg[rn] !== 0) {
              pc = imm;
              cycles = (cycles + refill) | 0;
            }
            continue run;
          case Op.BL:
            reg[LR] = pc | 1;
            pc = imm;
            continue run;
          case Op.BX:
          case Op.BLX: {
            const target = reg[rm]!;
            if ((target & 1) === 0) throw new EmulatorFault('branch to ARM state', here >>> 0, target >>> 0);
            if (op === Op.BLX) reg[LR] = pc | 1;
            pc = target & ~1;
            continue run;
          }
          // MOV and ADD to the PC ignore bit 0 (A2.3.1: BranchWritePC).
          case Op.JUMP:
            pc = (reg[rn]! + y) & ~1;
            continue run;
          case Op.TBB:
            pc = (pc + 2 * memory.load((reg[rn]! + y) | 0, 1, here)) | 0;
            continue run;
          case Op.TBH:
            pc = (pc + 2 * memory.load((reg[rn]! + y) | 0, 2, here)) | 0;
            continue run;

          case Op.IT:
            it = imm;
            // It rides along with a 16-bit instruction before it (DDI 0439, 3.3.1), in no time of its own.
            if (slot - before !== 4) cycles = (cycles + 1) | 0;
            continue run;
          case Op.NOP:
            continue run;
          // imm: FAULTMASK, PRIMASK and the value for both.
          case Op.CPS:
            if ((imm & 2) !== 0) this.#special.write(PRIMASK, imm >>> 4);
            if ((imm & 1) !== 0) this.#special.write(FAULTMASK, imm >>> 4);
            continue run;
          // imm: SYSm. The EPSR reads as 0, and so does the IPSR: no exception is active.
          case Op.MRS:
            if (imm < 8) reg[rd] = (imm & 4) !== 0 ? 0 : packStatus(n, z, c, v, this.q, this.ge);
            else reg[rd] = imm === MSP ? reg[SP]! : this.#special.read(imm);
            continue run;
          // a: which parts of the APSR.
          case Op.MSR: {
            const value = reg[rn]!;
            if (imm < 8) {
              if (imm < 4 && (ra & 2) !== 0) {
                n = value;
                z = (value & 0x4000_0000) !== 0 ? 0 : 1;
                c = (value >>> 29) & 1;
                v = value << 3;
                this.q = (value >>> 27) & 1;
              }
              if (imm < 4 && (ra & 1) !== 0) this.ge = (value >>> 16) & 15;
            } else if (imm === MSP && (value & 3) === 0) reg[SP] = value;
            else if (imm === MSP || !this.#special.write(imm, value)) throw this.#illegal(at, here);
            continue run;
          }
          case Op.BKPT:
            throw new EmulatorFault('breakpoint', here >>> 0, imm);
          case Op.UDF:
            throw this.#illegal(at, here);
          case Op.FLOAT:
            cycles += this.#floatUnit!.execute(imm, fields, ra, reg, memory, here);
            continue run;
          case Op.VMRS: {
            const { flags } = this.#floatUnit!;
            n = flags;
            z = (flags & 0x4000_0000) !== 0 ? 0 : 1;
            c = (flags >>> 29) & 1;
            v = flags << 3;
            continue run;
          }
        }

        // What the fast ways leave: unaligned and memory-mapped accesses, loads to SP and PC, and what the core must refuse.
        const address = (reg[rn]! + y) | 0;
        const penalties = memory.penalties;
        this.pc = here;
        switch (op) {
          case Op.LDR:
            reg[rd] = memory.load(address, 4, here);
            break;
          case Op.LDRB:
            reg[rd] = memory.load(address, 1, here);
            break;
          case Op.LDRH:
            reg[rd] = memory.load(address, 2, here);
            break;
          case Op.LDRSB:
            reg[rd] = (memory.load(address, 1, here) << 24) >> 24;
            break;
          case Op.LDRSH:
            reg[rd] = (memory.load(address, 2, here) << 16) >> 16;
            break;
          case Op.STR:
            memory.store(address, 4, reg[rd]!, here);
            break;
          case Op.STRB:
            memory.store(address, 1, reg[rd]!, here);
            break;
          case Op.STRH:
            memory.store(address, 2, reg[rd]!, here);
            break;
          case Op.LDR_SP: {
            const value = memory.load(address, 4, here);
            if ((value & 3) !== 0) throw this.#illegal(at, here);
            reg[SP] = value;
            break;
          }
          case Op.LDR_PC: {
            const target = memory.load(address, 4, here);
            if ((target & 1) === 0) throw new EmulatorFault('branch to ARM state', here >>> 0, target >>> 0);
            pc = target & ~1;
            break;
          }
        }
        cycles += memory.penalties - penalties;
      }
      return pc === stop;
    } catch (fault) {
      pc = here;
      throw fault;
    } finally {
      this.pc = pc;
      this.n = n;
      this.z = z;
      this.c = c;
      this.v = v;
      this.it = it;
      this.instructions += instructions;
      this.cycles += cycles;
      this.#profile?.end(cycles);
    }
  }
}

// biome-ignore-all lint/style/noNonNullAssertion: every index is masked to its array; the checks would cost half the speed.
import type { ExecutionProfile } from '../execution-profile.ts';
import { EmulatorFault } from '../fault.ts';

/**
 * What the interpreter switches on. It stands in this file because only then does the TypeScript loader fold its members
 * into the constants that V8 needs for a jump table: across files the switch is a chain of property reads.
 */
export enum Op {
  UNDEFINED,
  WIDE,
  MOVS_REG,
  LSL_IMM,
  LSR_IMM,
  ASR_IMM,
  ADD_REG,
  SUB_REG,
  ADD_IMM3,
  SUB_IMM3,
  MOV_IMM,
  CMP_IMM,
  ADD_IMM8,
  SUB_IMM8,
  AND,
  EOR,
  LSL_REG,
  LSR_REG,
  ASR_REG,
  ADC,
  SBC,
  ROR,
  TST,
  RSB,
  CMP,
  CMN,
  ORR,
  MUL,
  BIC,
  MVN,
  ADD_HIGH,
  CMP_HIGH,
  MOV_HIGH,
  BX,
  BLX,
  ADR,
  ADD_SP_IMM,
  INC_SP,
  DEC_SP,
  SXTH,
  SXTB,
  UXTH,
  UXTB,
  REV,
  REV16,
  REVSH,
  CPS,
  PUSH,
  POP,
  STM,
  LDM,
  BKPT,
  SVC,
  NOP,
  WFE,
  WFI,
  SEV,
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
  LDR_LITERAL,
  LDR_SP,
  STR_SP,
  LDR_IMM,
  STR_IMM,
  LDRB_IMM,
  STRB_IMM,
  LDRH_IMM,
  STRH_IMM,
  LDR_REG,
  STR_REG,
  LDRB_REG,
  STRB_REG,
  LDRH_REG,
  STRH_REG,
  LDRSB_REG,
  LDRSH_REG,
}

/** Loads and stores that are neither RAM nor flash; may throw EmulatorFault. */
export interface SlowBus {
  load(address: number, bytes: 1 | 2 | 4, pc: number): number;
  store(address: number, bytes: 1 | 2 | 4, value: number, pc: number): void;
}

/** The part of the package's core that the interpreter shares with the peripherals and the exception logic. */
export interface CoreState {
  readonly registers: Uint32Array;
  N: boolean;
  Z: boolean;
  C: boolean;
  V: boolean;
  PM: boolean;
  SP: number;
  waiting: boolean;
  eventRegistered: boolean;
  interruptsUpdated: boolean;
  pendingSVCall: boolean;
  readSpecialRegister(sysm: number): number;
  writeSpecialRegister(sysm: number, value: number): unknown;
}

const RAM = 0x2000_0000;
const FLASH = 0x1000_0000;
const SP = 13;
const LR = 14;
/** Bus cycles beyond the first: SIO answers at once, RAM and flash in one more, the APB bridge in 3 (read) or 4 (write). RP2040 datasheet 2.1.3, 2.1.4. */
const loadCycles = (address: number): number => (address >>> 28 === 0xd ? 1 : address >>> 28 === 4 ? 4 : 2);
const storeCycles = (address: number): number => (address >>> 28 === 0xd ? 1 : address >>> 28 === 4 ? 5 : 2);

/**
 * ARMv6-M in a loop with its hot state in local variables. The package's own core decodes by a chain of comparisons at
 * 55 million instructions a second, computes some flags wrongly and knows no fault; its state, exceptions and peripherals
 * are used as they are. Cycles follow the Cortex-M0+ TRM (DDI 0484), 3.3; exception entry and return are the caller's.
 */
export class Interpreter {
  cycles = 0;
  instructions = 0;
  pc = 0;
  /** Set by a branch to EXC_RETURN, for the caller to unstack. */
  exceptionReturn: number | undefined;

  readonly #core: CoreState;
  readonly #bus: SlowBus;
  readonly #decode: Uint8Array;
  readonly #ram8: Uint8Array;
  readonly #ram16: Uint16Array;
  readonly #ram32: Uint32Array;
  readonly #flash8: Uint8Array;
  readonly #flash16: Uint16Array;
  readonly #flash32: Uint32Array;
  readonly #profile: ExecutionProfile | undefined;

  constructor(
    core: CoreState,
    bus: SlowBus,
    decode: Uint8Array,
    ram: Uint8Array,
    flash: Uint8Array,
    profile?: ExecutionProfile,
  ) {
    this.#core = core;
    this.#bus = bus;
    this.#profile = profile;
    this.#decode = decode;
    this.#ram8 = ram;
    this.#ram16 = new Uint16Array(ram.buffer, ram.byteOffset, ram.length / 2);
    this.#ram32 = new Uint32Array(ram.buffer, ram.byteOffset, ram.length / 4);
    this.#flash8 = flash;
    this.#flash16 = new Uint16Array(flash.buffer, flash.byteOffset, flash.length / 2);
    this.#flash32 = new Uint32Array(flash.buffer, flash.byteOffset, flash.length / 4);
  }

  /**
   * Runs until `limit` cycles are reached, or something happened that others must see: an access to a peripheral, a wait,
   * a change of interrupt masks, a return from an exception. `pc`, `cycles` and `instructions` are exact at every such access.
   */
  burst(limit: number): void {
    const core = this.#core;
    const bus = this.#bus;
    const decode = this.#decode;
    const reg = core.registers;
    const ram8 = this.#ram8;
    const ram16 = this.#ram16;
    const ram32 = this.#ram32;
    const flash8 = this.#flash8;
    const flash16 = this.#flash16;
    const flash32 = this.#flash32;
    const ramBytes = ram8.length;
    const flashBytes = flash8.length;

    let pc = this.pc;
    let cycles = this.cycles;
    let instructions = this.instructions;
    // The flags N and Z as the results they come from; C as 0 or 1.
    let n = core.N ? -1 : 0;
    let z = core.Z ? 0 : 1;
    let c = core.C ? 1 : 0;
    let v = core.V;
    let code = flash16;
    let codeBase = FLASH;
    let codeBytes = 0;
    const profile = this.#profile;
    profile?.begin(cycles);

    while (cycles < limit) {
      let codeOffset = (pc - codeBase) >>> 0;
      if (codeOffset >= codeBytes) {
        code = pc >>> 28 === RAM >>> 28 ? ram16 : flash16;
        codeBase = code === ram16 ? RAM : FLASH;
        codeBytes = code.byteLength;
        codeOffset = (pc - codeBase) >>> 0;
        if (codeOffset >= codeBytes) throw new EmulatorFault('unmapped fetch', pc, pc);
      }
      const opcode = code[codeOffset >>> 1]!;
      const op = decode[opcode]!;
      // Operands where most encodings have them.
      const d = opcode & 7;
      const m = (opcode >>> 3) & 7;
      let address = 0;
      if (profile !== undefined && code === flash16) profile.visit(codeOffset >>> 1, cycles);
      instructions++;

      switch (op) {
        case Op.MOVS_REG:
          n = z = reg[m]! | 0;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.LSL_IMM: {
          const shift = (opcode >>> 6) & 31;
          const x = reg[m]!;
          c = (x >>> (32 - shift)) & 1;
          n = z = x << shift;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.LSR_IMM: {
          const shift = (opcode >>> 6) & 31;
          const x = reg[m]!;
          c = (x >>> (shift === 0 ? 31 : shift - 1)) & 1;
          n = z = shift === 0 ? 0 : (x >>> shift) | 0;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ASR_IMM: {
          const shift = (opcode >>> 6) & 31;
          const x = reg[m]! | 0;
          c = (x >>> (shift === 0 ? 31 : shift - 1)) & 1;
          n = z = x >> (shift === 0 ? 31 : shift);
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ADD_REG: {
          const x = reg[m]! | 0;
          const y = reg[(opcode >>> 6) & 7]! | 0;
          const r = (x + y) | 0;
          c = r >>> 0 < x >>> 0 ? 1 : 0;
          v = ((x ^ r) & (y ^ r)) < 0;
          n = z = r;
          reg[d] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.SUB_REG: {
          const x = reg[m]! | 0;
          const y = reg[(opcode >>> 6) & 7]! | 0;
          const r = (x - y) | 0;
          c = x >>> 0 >= y >>> 0 ? 1 : 0;
          v = ((x ^ y) & (x ^ r)) < 0;
          n = z = r;
          reg[d] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ADD_IMM3: {
          const x = reg[m]! | 0;
          const r = (x + ((opcode >>> 6) & 7)) | 0;
          c = r >>> 0 < x >>> 0 ? 1 : 0;
          v = (~x & r) < 0;
          n = z = r;
          reg[d] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.SUB_IMM3: {
          const x = reg[m]! | 0;
          const y = (opcode >>> 6) & 7;
          const r = (x - y) | 0;
          c = x >>> 0 >= y ? 1 : 0;
          v = (x & ~r) < 0;
          n = z = r;
          reg[d] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.MOV_IMM:
          n = z = opcode & 255;
          reg[(opcode >>> 8) & 7] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.CMP_IMM: {
          const x = reg[(opcode >>> 8) & 7]! | 0;
          const y = opcode & 255;
          const r = (x - y) | 0;
          c = x >>> 0 >= y ? 1 : 0;
          v = (x & ~r) < 0;
          n = z = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ADD_IMM8: {
          const dn = (opcode >>> 8) & 7;
          const x = reg[dn]! | 0;
          const r = (x + (opcode & 255)) | 0;
          c = r >>> 0 < x >>> 0 ? 1 : 0;
          v = (~x & r) < 0;
          n = z = r;
          reg[dn] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.SUB_IMM8: {
          const dn = (opcode >>> 8) & 7;
          const x = reg[dn]! | 0;
          const y = opcode & 255;
          const r = (x - y) | 0;
          c = x >>> 0 >= y ? 1 : 0;
          v = (x & ~r) < 0;
          n = z = r;
          reg[dn] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.AND:
          n = z = reg[d]! & reg[m]!;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.EOR:
          n = z = reg[d]! ^ reg[m]!;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.LSL_REG: {
          const shift = reg[m]! & 255;
          const x = reg[d]! | 0;
          // A shift by 0 leaves C alone; by 32 it is the last bit out, beyond that 0 (DDI 0419, A2.2.1).
          if (shift !== 0) c = shift > 32 ? 0 : (x >>> (32 - shift)) & 1;
          n = z = shift > 31 ? 0 : x << shift;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.LSR_REG: {
          const shift = reg[m]! & 255;
          const x = reg[d]! | 0;
          if (shift !== 0) c = shift > 32 ? 0 : (x >>> (shift - 1)) & 1;
          n = z = shift > 31 ? 0 : (x >>> shift) | 0;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ASR_REG: {
          const shift = reg[m]! & 255;
          const x = reg[d]! | 0;
          if (shift !== 0) c = (x >> (shift > 31 ? 31 : shift - 1)) & 1;
          n = z = x >> Math.min(shift, 31);
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ADC: {
          const x = reg[d]! | 0;
          const y = reg[m]! | 0;
          const sum = (x >>> 0) + (y >>> 0) + c;
          const r = sum | 0;
          c = sum > 0xffff_ffff ? 1 : 0;
          v = ((x ^ r) & (y ^ r)) < 0;
          n = z = r;
          reg[d] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.SBC: {
          const x = reg[d]! | 0;
          const y = reg[m]! | 0;
          const difference = (x >>> 0) - (y >>> 0) - 1 + c;
          const r = difference | 0;
          c = difference >= 0 ? 1 : 0;
          v = ((x ^ y) & (x ^ r)) < 0;
          n = z = r;
          reg[d] = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ROR: {
          const shift = reg[m]! & 255;
          const x = reg[d]! | 0;
          const turn = shift & 31;
          n = z = turn === 0 ? x : (x >>> turn) | (x << (32 - turn));
          if (shift !== 0) c = n >>> 31;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.TST:
          n = z = reg[d]! & reg[m]!;
          pc += 2;
          cycles++;
          continue;
        case Op.RSB: {
          const y = reg[m]! | 0;
          n = z = -y | 0;
          c = y === 0 ? 1 : 0;
          v = (y & n) < 0;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.CMP: {
          const x = reg[d]! | 0;
          const y = reg[m]! | 0;
          const r = (x - y) | 0;
          c = x >>> 0 >= y >>> 0 ? 1 : 0;
          v = ((x ^ y) & (x ^ r)) < 0;
          n = z = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.CMN: {
          const x = reg[d]! | 0;
          const y = reg[m]! | 0;
          const r = (x + y) | 0;
          c = r >>> 0 < x >>> 0 ? 1 : 0;
          v = ((x ^ r) & (y ^ r)) < 0;
          n = z = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.ORR:
          n = z = reg[d]! | reg[m]!;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.MUL:
          n = z = Math.imul(reg[d]!, reg[m]!);
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.BIC:
          n = z = reg[d]! & ~reg[m]!;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.MVN:
          n = z = ~reg[m]!;
          reg[d] = n;
          pc += 2;
          cycles++;
          continue;
        case Op.ADD_HIGH: {
          const dn = ((opcode >>> 4) & 8) | d;
          const rm = (opcode >>> 3) & 15;
          const sum = ((dn === 15 ? pc + 4 : reg[dn]!) + (rm === 15 ? pc + 4 : reg[rm]!)) | 0;
          if (dn === 15) {
            pc = (sum & ~1) >>> 0;
            cycles += 2;
          } else {
            reg[dn] = dn === SP ? sum & ~3 : sum;
            pc += 2;
            cycles++;
          }
          continue;
        }
        case Op.CMP_HIGH: {
          const rm = (opcode >>> 3) & 15;
          const x = reg[((opcode >>> 4) & 8) | d]! | 0;
          const y = (rm === 15 ? pc + 4 : reg[rm]!) | 0;
          const r = (x - y) | 0;
          c = x >>> 0 >= y >>> 0 ? 1 : 0;
          v = ((x ^ y) & (x ^ r)) < 0;
          n = z = r;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.MOV_HIGH: {
          const rd = ((opcode >>> 4) & 8) | d;
          const rm = (opcode >>> 3) & 15;
          const x = rm === 15 ? pc + 4 : reg[rm]!;
          if (rd === 15) {
            pc = (x & ~1) >>> 0;
            cycles += 2;
          } else {
            reg[rd] = rd === SP ? x & ~3 : x;
            pc += 2;
            cycles++;
          }
          continue;
        }
        case Op.ADR:
          reg[(opcode >>> 8) & 7] = ((pc + 4) & ~3) + ((opcode & 255) << 2);
          pc += 2;
          cycles++;
          continue;
        case Op.ADD_SP_IMM:
          reg[(opcode >>> 8) & 7] = reg[SP]! + ((opcode & 255) << 2);
          pc += 2;
          cycles++;
          continue;
        case Op.INC_SP:
          reg[SP] = reg[SP]! + ((opcode & 127) << 2);
          pc += 2;
          cycles++;
          continue;
        case Op.DEC_SP:
          reg[SP] = reg[SP]! - ((opcode & 127) << 2);
          pc += 2;
          cycles++;
          continue;
        case Op.SXTH:
          reg[d] = (reg[m]! << 16) >> 16;
          pc += 2;
          cycles++;
          continue;
        case Op.SXTB:
          reg[d] = (reg[m]! << 24) >> 24;
          pc += 2;
          cycles++;
          continue;
        case Op.UXTH:
          reg[d] = reg[m]! & 0xffff;
          pc += 2;
          cycles++;
          continue;
        case Op.UXTB:
          reg[d] = reg[m]! & 0xff;
          pc += 2;
          cycles++;
          continue;
        case Op.REV: {
          const x = reg[m]!;
          reg[d] = (x << 24) | ((x & 0xff00) << 8) | ((x >>> 8) & 0xff00) | (x >>> 24);
          pc += 2;
          cycles++;
          continue;
        }
        case Op.REV16: {
          const x = reg[m]!;
          reg[d] = ((x & 0x00ff_00ff) << 8) | ((x >>> 8) & 0x00ff_00ff);
          pc += 2;
          cycles++;
          continue;
        }
        case Op.REVSH: {
          const x = reg[m]!;
          reg[d] = ((x << 24) >> 16) | ((x >>> 8) & 0xff);
          pc += 2;
          cycles++;
          continue;
        }
        case Op.NOP:
          pc += 2;
          cycles++;
          continue;
        case Op.B:
          pc += ((opcode << 21) >> 20) + 4;
          cycles += 2;
          continue;
        case Op.BEQ:
        case Op.BNE:
        case Op.BCS:
        case Op.BCC:
        case Op.BMI:
        case Op.BPL:
        case Op.BVS:
        case Op.BVC:
        case Op.BHI:
        case Op.BLS:
        case Op.BGE:
        case Op.BLT:
        case Op.BGT:
        case Op.BLE: {
          let taken = false;
          switch (op) {
            case Op.BEQ:
              taken = z === 0;
              break;
            case Op.BNE:
              taken = z !== 0;
              break;
            case Op.BCS:
              taken = c !== 0;
              break;
            case Op.BCC:
              taken = c === 0;
              break;
            case Op.BMI:
              taken = n < 0;
              break;
            case Op.BPL:
              taken = n >= 0;
              break;
            case Op.BVS:
              taken = v;
              break;
            case Op.BVC:
              taken = !v;
              break;
            case Op.BHI:
              taken = c !== 0 && z !== 0;
              break;
            case Op.BLS:
              taken = c === 0 || z === 0;
              break;
            case Op.BGE:
              taken = n < 0 === v;
              break;
            case Op.BLT:
              taken = n < 0 !== v;
              break;
            case Op.BGT:
              taken = z !== 0 && n < 0 === v;
              break;
            case Op.BLE:
              taken = z === 0 || n < 0 !== v;
              break;
          }
          if (taken) {
            pc += ((opcode << 24) >> 23) + 4;
            cycles += 2;
          } else {
            pc += 2;
            cycles++;
          }
          continue;
        }
        case Op.BX:
        case Op.BLX: {
          const target = reg[(opcode >>> 3) & 15]!;
          cycles += 2;
          if (target >>> 28 === 0xf && op === Op.BX) {
            this.exceptionReturn = target;
            limit = 0;
            continue;
          }
          if ((target & 1) === 0) throw new EmulatorFault('branch to ARM state', pc, target);
          if (op === Op.BLX) reg[LR] = (pc + 2) | 1;
          pc = target - 1;
          continue;
        }
        case Op.PUSH: {
          let at = reg[SP]!;
          for (let bit = 8; bit >= 0; bit--) {
            if ((opcode & (1 << bit)) === 0) continue;
            at -= 4;
            const offset = at - RAM;
            if (offset < 0 || offset >= ramBytes) throw new EmulatorFault('unmapped write', pc, at);
            ram32[offset >>> 2] = reg[bit === 8 ? LR : bit]!;
            cycles++;
          }
          reg[SP] = at;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.POP: {
          let at = reg[SP]!;
          let target = 0;
          for (let bit = 0; bit <= 8; bit++) {
            if ((opcode & (1 << bit)) === 0) continue;
            const offset = at - RAM;
            if (offset < 0 || offset >= ramBytes) throw new EmulatorFault('unmapped read', pc, at);
            const value = ram32[offset >>> 2]!;
            if (bit === 8) target = value;
            else reg[bit] = value;
            at += 4;
            cycles++;
          }
          reg[SP] = at;
          cycles++;
          if ((opcode & 0x100) === 0) {
            pc += 2;
            continue;
          }
          cycles += 2;
          if (target >>> 28 === 0xf) {
            this.exceptionReturn = target;
            limit = 0;
            continue;
          }
          if ((target & 1) === 0) throw new EmulatorFault('branch to ARM state', pc, target);
          pc = target - 1;
          continue;
        }
        case Op.STM: {
          const base = (opcode >>> 8) & 7;
          let at = reg[base]!;
          if ((at & 3) !== 0) throw new EmulatorFault('unaligned write', pc, at);
          for (let bit = 0; bit < 8; bit++) {
            if ((opcode & (1 << bit)) === 0) continue;
            const offset = (at - RAM) >>> 0;
            if (offset < ramBytes) ram32[offset >>> 2] = reg[bit]!;
            else {
              this.pc = pc;
              this.cycles = cycles;
              this.instructions = instructions;
              bus.store(at >>> 0, 4, reg[bit]!, pc);
              limit = 0;
            }
            at += 4;
            cycles++;
          }
          reg[base] = at;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.LDM: {
          const base = (opcode >>> 8) & 7;
          let at = reg[base]!;
          if ((at & 3) !== 0) throw new EmulatorFault('unaligned read', pc, at);
          for (let bit = 0; bit < 8; bit++) {
            if ((opcode & (1 << bit)) === 0) continue;
            const offset = (at - RAM) >>> 0;
            const flashOffset = (at - FLASH) >>> 0;
            if (offset < ramBytes) reg[bit] = ram32[offset >>> 2]!;
            else if (flashOffset < flashBytes) reg[bit] = flash32[flashOffset >>> 2]!;
            else {
              this.pc = pc;
              this.cycles = cycles;
              this.instructions = instructions;
              reg[bit] = bus.load(at >>> 0, 4, pc);
              limit = 0;
            }
            at += 4;
            cycles++;
          }
          if ((opcode & (1 << base)) === 0) reg[base] = at;
          pc += 2;
          cycles++;
          continue;
        }
        case Op.WIDE: {
          const second = code[(codeOffset + 2) >>> 1]!;
          if ((second & 0xd000) === 0xd000) {
            const sign = (opcode >>> 10) & 1;
            const i1 = ((second >>> 13) & 1) ^ sign ^ 1;
            const i2 = ((second >>> 11) & 1) ^ sign ^ 1;
            const offset = (-sign << 24) | (i1 << 23) | (i2 << 22) | ((opcode & 0x3ff) << 12) | ((second & 0x7ff) << 1);
            reg[LR] = (pc + 4) | 1;
            pc += offset + 4;
            cycles += 3;
            continue;
          }
          const isBarrier = opcode === 0xf3bf && (second & 0xffc0) === 0x8f40;
          const isRead = opcode === 0xf3ef && (second & 0xf000) === 0x8000;
          const isWrite = (opcode & 0xfff0) === 0xf380 && (second & 0xff00) === 0x8800;
          if (!isBarrier && !isRead && !isWrite) {
            throw new EmulatorFault('illegal instruction', pc, ((opcode << 16) | second) >>> 0);
          }
          core.N = n < 0;
          core.Z = z === 0;
          core.C = c !== 0;
          core.V = v;
          if (isRead) reg[(second >>> 8) & 15] = core.readSpecialRegister(second & 0xff);
          if (isWrite) {
            core.writeSpecialRegister(second & 0xff, reg[opcode & 15]!);
            n = core.N ? -1 : 0;
            z = core.Z ? 0 : 1;
            c = core.C ? 1 : 0;
            v = core.V;
            limit = 0;
          }
          pc += 4;
          cycles += 3;
          continue;
        }
        case Op.CPS:
          core.PM = (opcode & 0x10) !== 0;
          if (!core.PM) {
            core.interruptsUpdated = true;
            limit = 0;
          }
          pc += 2;
          cycles++;
          continue;
        case Op.WFI:
          core.waiting = true;
          limit = 0;
          pc += 2;
          cycles += 2;
          continue;
        case Op.WFE:
          if (core.eventRegistered) core.eventRegistered = false;
          else {
            core.waiting = true;
            limit = 0;
          }
          pc += 2;
          cycles += 2;
          continue;
        case Op.SEV:
          core.eventRegistered = true;
          pc += 2;
          cycles++;
          continue;
        case Op.SVC:
          core.pendingSVCall = true;
          core.interruptsUpdated = true;
          limit = 0;
          pc += 2;
          cycles++;
          continue;
        case Op.BKPT:
          throw new EmulatorFault('breakpoint', pc, opcode & 255);

        case Op.LDR_LITERAL:
          address = ((pc + 4) & ~3) + ((opcode & 255) << 2);
          break;
        case Op.LDR_SP:
        case Op.STR_SP:
          address = reg[SP]! + ((opcode & 255) << 2);
          break;
        case Op.LDR_IMM:
        case Op.STR_IMM:
          address = reg[m]! + ((opcode >>> 4) & 0x7c);
          break;
        case Op.LDRB_IMM:
        case Op.STRB_IMM:
          address = reg[m]! + ((opcode >>> 6) & 31);
          break;
        case Op.LDRH_IMM:
        case Op.STRH_IMM:
          address = reg[m]! + ((opcode >>> 5) & 0x3e);
          break;
        case Op.LDR_REG:
        case Op.STR_REG:
        case Op.LDRB_REG:
        case Op.STRB_REG:
        case Op.LDRH_REG:
        case Op.STRH_REG:
        case Op.LDRSB_REG:
        case Op.LDRSH_REG:
          address = reg[m]! + reg[(opcode >>> 6) & 7]!;
          break;
        default:
          throw new EmulatorFault('illegal instruction', pc, opcode);
      }

      address >>>= 0;
      const ramOffset = (address - RAM) >>> 0;
      const flashOffset = (address - FLASH) >>> 0;
      this.pc = pc;
      pc += 2;
      switch (op) {
        case Op.LDR_LITERAL:
        case Op.LDR_SP:
        case Op.LDR_IMM:
        case Op.LDR_REG: {
          const t = op <= Op.LDR_SP ? (opcode >>> 8) & 7 : d;
          if ((address & 3) !== 0) throw new EmulatorFault('unaligned read', this.pc, address);
          if (ramOffset < ramBytes) reg[t] = ram32[ramOffset >>> 2]!;
          else if (flashOffset < flashBytes) reg[t] = flash32[flashOffset >>> 2]!;
          else {
            this.cycles = cycles;
            this.instructions = instructions;
            reg[t] = bus.load(address, 4, this.pc);
            cycles += loadCycles(address);
            limit = 0;
            continue;
          }
          cycles += 2;
          continue;
        }
        case Op.LDRB_IMM:
        case Op.LDRB_REG:
        case Op.LDRSB_REG: {
          let x = 0;
          if (ramOffset < ramBytes) {
            x = ram8[ramOffset]!;
            cycles += 2;
          } else if (flashOffset < flashBytes) {
            x = flash8[flashOffset]!;
            cycles += 2;
          } else {
            this.cycles = cycles;
            this.instructions = instructions;
            x = bus.load(address, 1, this.pc);
            cycles += loadCycles(address);
            limit = 0;
          }
          reg[d] = op === Op.LDRSB_REG ? (x << 24) >> 24 : x;
          continue;
        }
        case Op.LDRH_IMM:
        case Op.LDRH_REG:
        case Op.LDRSH_REG: {
          let x = 0;
          if ((address & 1) !== 0) throw new EmulatorFault('unaligned read', this.pc, address);
          if (ramOffset < ramBytes) {
            x = ram16[ramOffset >>> 1]!;
            cycles += 2;
          } else if (flashOffset < flashBytes) {
            x = flash16[flashOffset >>> 1]!;
            cycles += 2;
          } else {
            this.cycles = cycles;
            this.instructions = instructions;
            x = bus.load(address, 2, this.pc);
            cycles += loadCycles(address);
            limit = 0;
          }
          reg[d] = op === Op.LDRSH_REG ? (x << 16) >> 16 : x;
          continue;
        }
        case Op.STR_SP:
        case Op.STR_IMM:
        case Op.STR_REG: {
          const x = reg[op === Op.STR_SP ? (opcode >>> 8) & 7 : d]!;
          if ((address & 3) !== 0) throw new EmulatorFault('unaligned write', this.pc, address);
          if (ramOffset < ramBytes) {
            ram32[ramOffset >>> 2] = x;
            cycles += 2;
          } else {
            this.cycles = cycles;
            this.instructions = instructions;
            bus.store(address, 4, x, this.pc);
            cycles += storeCycles(address);
            limit = 0;
          }
          continue;
        }
        case Op.STRB_IMM:
        case Op.STRB_REG:
          if (ramOffset < ramBytes) {
            ram8[ramOffset] = reg[d]!;
            cycles += 2;
          } else {
            this.cycles = cycles;
            this.instructions = instructions;
            bus.store(address, 1, reg[d]! & 0xff, this.pc);
            cycles += storeCycles(address);
            limit = 0;
          }
          continue;
        default:
          if ((address & 1) !== 0) throw new EmulatorFault('unaligned write', this.pc, address);
          if (ramOffset < ramBytes) {
            ram16[ramOffset >>> 1] = reg[d]!;
            cycles += 2;
          } else {
            this.cycles = cycles;
            this.instructions = instructions;
            bus.store(address, 2, reg[d]! & 0xffff, this.pc);
            cycles += storeCycles(address);
            limit = 0;
          }
      }
    }

    profile?.end(cycles);
    this.pc = pc;
    this.cycles = cycles;
    this.instructions = instructions;
    core.N = n < 0;
    core.Z = z === 0;
    core.C = c !== 0;
    core.V = v;
  }
}

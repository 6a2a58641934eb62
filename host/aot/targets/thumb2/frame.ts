import type { Allocation } from '../../machine/allocate.ts';
import type { MachineFunction, Reg } from '../../machine/lir.ts';
import type { Assembler } from './assembler.ts';
import { modifiedImmediate } from './immediates.ts';
import { LR, PC, SP } from './registers.ts';

const FIRST_STACK = 16;
/** A function that calls nothing may use so many bytes of the stack unasked: the linker's reserve covers them. */
const LEAF_BYTES = 128;
const LO = 3;

/**
 * What a function keeps on the stack, from the top down: registers that it must preserve, spilled words, outgoing arguments.
 * AAPCS 5.2.1.2 wants sp at a multiple of 8 at every call.
 */
export class Frame {
  readonly #saved: readonly number[];
  readonly #words: number;
  readonly #outgoingWords: number;
  readonly #stackTrap: number | undefined;

  constructor(fn: MachineFunction, allocation: Allocation, used: ReadonlySet<number>) {
    this.#outgoingWords = fn.outgoingBytes / 4;
    const wanted = allocation.stackWords + this.#outgoingWords;
    this.#stackTrap = fn.makesCalls || 4 * wanted > LEAF_BYTES ? fn.stackTrap : undefined;
    // The check of the stack takes r4.
    const preserved = [4, 5, 6, 7, 8, 9, 10, 11].filter(
      (reg) => used.has(reg) || (reg === 4 && this.#stackTrap !== undefined),
    );
    const savesLink = fn.makesCalls || used.has(LR);
    // lr comes with them where anything is saved: popping it into pc is the return.
    const saved = preserved.length > 0 || savesLink ? [...preserved, LR] : [];
    const words = fn.makesCalls && (saved.length + wanted) % 2 === 1 ? wanted + 1 : wanted;
    // A frame of one word is made and left with them: r3, which no results are in, goes with them.
    const isPushed = words === 1 && saved.length > 0;
    this.#saved = isPushed ? [3, ...saved] : saved;
    this.#words = isPushed ? 0 : words;
  }

  get bytes(): number {
    return 4 * (this.#saved.length + this.#words);
  }

  /** Byte offset from sp of a spilled word. */
  slot(reg: Reg): number {
    return 4 * (this.#outgoingWords + reg - FIRST_STACK);
  }

  /** Byte offset from sp of the caller's outgoing arguments and of the results behind them. */
  get incoming(): number {
    return this.bytes;
  }

  prologue(asm: Assembler): void {
    if (this.#saved.length > 0) this.#push(asm);
    if (this.#stackTrap !== undefined) {
      asm.loadLiteral(4, 'env.stack_limit', 4 * this.#words);
      asm.half(0x45a5); // cmp sp, r4
      asm.trapIf(LO, this.#stackTrap);
    }
    adjustStack(asm, 4 * this.#words, 'sub');
  }

  epilogue(asm: Assembler): void {
    adjustStack(asm, 4 * this.#words, 'add');
    if (this.#saved.length > 0) this.#pop(asm);
    else asm.half(0x4700 | (LR << 3));
    asm.endOfFlow();
  }

  #push(asm: Assembler): void {
    const list = bits(this.#saved);
    if ((list & 0x1f00) === 0) asm.half(0xb400 | (list & 0xff) | (list & (1 << LR) ? 0x100 : 0));
    else asm.wide(0xe92d, list);
  }

  #pop(asm: Assembler): void {
    const list = bits(this.#saved.map((reg) => (reg === LR ? PC : reg)));
    if ((list & 0x1f00) === 0) asm.half(0xbc00 | (list & 0xff) | (list & (1 << PC) ? 0x100 : 0));
    else asm.wide(0xe8bd, list);
  }
}

const bits = (registers: readonly number[]): number => registers.reduce((list, reg) => list | (1 << reg), 0);

/** ADD and SUB (SP plus immediate): ARMv7-M ARM, A7.7.5 and A7.7.176. */
const adjustStack = (asm: Assembler, bytes: number, op: 'add' | 'sub'): void => {
  if (bytes === 0) return;
  if (bytes <= 508) return asm.half((op === 'add' ? 0xb000 : 0xb080) | (bytes >> 2));
  const step = modifiedImmediate(bytes) !== undefined ? bytes : Math.min(bytes, 4092);
  const wide = modifiedImmediate(step);
  const imm = wide ?? step;
  const [i, rest] = [(imm >> 11) << 10, (((imm >> 8) & 7) << 12) | (imm & 0xff)];
  const base = wide === undefined ? (op === 'add' ? 0xf200 : 0xf2a0) : op === 'add' ? 0xf100 : 0xf1a0;
  asm.wide(base | i | SP, (SP << 8) | rest);
  adjustStack(asm, bytes - step, op);
};

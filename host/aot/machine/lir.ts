/** Machine instructions before and after register allocation. Registers 0..15 are the machine's, from 16 on virtual. */
export type Reg = number;
export const FIRST_VIRTUAL = 16;

export interface Shift {
  readonly by: 'lsl' | 'lsr' | 'asr' | 'ror';
  /** 1 .. 31 */
  readonly amount: number;
}

export interface Inst {
  /** A mnemonic of the target, or a pseudo-instruction that the target expands when it encodes. */
  op: string;
  defs: Reg[];
  uses: Reg[];
  /** Byte offset in the module of the instruction that it is for; absent where it is for none alone. */
  at?: number | undefined;
  imm?: number;
  /** Bits of a field. */
  width?: number;
  symbol?: string;
  condition?: string;
  /** The last register operand is shifted by a constant before it is used. */
  shift?: Shift;
  /** defs[0] and uses[0] must be one register. */
  isTied?: boolean;
  /** Physical registers destroyed. */
  clobbers?: readonly Reg[];
  /** Index of a use that may also be a high register, if the target says so. */
  highUse?: number;
  /** All its registers may be high ones. */
  takesHigh?: boolean;
  targets?: MachineBlock[];
  /** Between a setter of the flags and their reader nothing may be placed that changes them. */
  setsFlags?: boolean;
  readsFlags?: boolean;
}

export interface MachineBlock {
  readonly id: number;
  readonly loopDepth: number;
  insts: Inst[];
  successors: MachineBlock[];
}

export interface MachineFunction {
  readonly symbol: string;
  blocks: MachineBlock[];
  nextReg: Reg;
  /** Virtual registers whose value can be made again instead of kept: the instruction that makes it. */
  readonly remakes: Map<Reg, Inst>;
  /** Virtual registers that live outside the allocatable set: spilled values. */
  readonly slots: Set<Reg>;
  /** Slots that instructions read in place and that therefore must be high registers. */
  readonly highSlots: Set<Reg>;
  /** Bytes of outgoing stack arguments, and of the results behind them. */
  outgoingBytes: number;
  /** Bytes of the function's own arguments and results on the stack. */
  readonly incomingBytes?: number;
  /** The trap of a call for which the stack has no room, where that is looked for. */
  readonly stackTrap?: number;
  makesCalls: boolean;
}

export const isMove = (inst: Inst): boolean => inst.op === 'mov';

/** Where the chain starts whose last instruction, at `at` or about to be put there, reads flags: nothing may come between. */
export const flagsStart = (insts: readonly Inst[], last: Inst, at: number): number => {
  let start = at;
  for (let reader: Inst | undefined = last; reader?.readsFlags; reader = insts[start]) {
    do start--;
    while (start > 0 && !insts[start]?.setsFlags);
  }
  return start;
};

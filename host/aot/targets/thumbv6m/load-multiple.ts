import { FIRST_VIRTUAL, type Inst, type MachineFunction, type Reg } from '../../machine/lir.ts';
import { liveOut } from '../../machine/liveness.ts';

/** What two pointers of a loop load into, each two words: LDM wants its registers in rising order. */
const PAIRS = [
  [0, 1],
  [2, 3],
] as const;
const WORD = 4;

/** Memory may change, or the loop be left. */
const isBarrier = ({ op, clobbers }: Inst): boolean =>
  clobbers !== undefined || op.endsWith('_any') || /^(store|str|bl|trap|get|set)/.test(op);

/**
 * Words that a loop loads one after the other, before it moves their pointer behind them, are loaded in pairs by LDM, which moves
 * the pointer as well (ARMv6-M ARM, A6.7.25).
 */
export const loadPairs = (fn: MachineFunction): void => {
  const outs = liveOut(fn);
  for (const block of fn.blocks) {
    if (block.loopDepth === 0) continue;
    const pairs = PAIRS[Symbol.iterator]();
    const isLeft = (reg: Reg) => outs.get(block)?.has(reg) ?? false;
    for (const run of runsOf(block.insts, isLeft)) {
      const { value: pair, done } = pairs.next();
      if (!done) block.insts = paired(block.insts, run, fn.nextReg++, pair);
    }
  }
};

/** All loads from one pointer, and what moves it. */
interface Run {
  readonly pointer: Reg;
  readonly next: Reg;
  readonly loads: readonly Inst[];
  readonly steps: readonly Inst[];
}

const runsOf = (insts: readonly Inst[], isLeft: (reg: Reg) => boolean): Run[] => {
  const pointers = new Set(insts.flatMap(({ op, uses: [base = 0] }) => (op === 'load32_imm' ? [base] : [])));
  return [...pointers].flatMap((pointer) => {
    const run = pointer >= FIRST_VIRTUAL ? runOf(insts, pointer) : undefined;
    return run && isWhole(insts, run, isLeft) ? [run] : [];
  });
};

const runOf = (insts: readonly Inst[], pointer: Reg): Run | undefined => {
  const loads = insts.filter(({ op, uses }) => op === 'load32_imm' && uses[0] === pointer);
  const last = insts.findIndex(({ op, uses }) => op !== 'load32_imm' && uses.includes(pointer));
  const [step, more] = insts.slice(last, last + 2) as [Inst, Inst | undefined];
  const next = step?.defs[0];
  if (last < 0 || next === undefined || next < FIRST_VIRTUAL) return undefined;
  const bytes = WORD * loads.length;
  if (step.op === 'adds_imm3' && step.imm === bytes) return { pointer, next, loads, steps: [step] };
  const isMoved = step.op === 'mov' && more?.op === 'adds_imm8' && more.defs[0] === next && more.imm === bytes;
  return isMoved ? { pointer, next, loads, steps: [step, more] } : undefined;
};

/** Whether the loads follow one another from the pointer on, and nobody else wants it as it was, nor writes between two of a pair. */
const isWhole = (insts: readonly Inst[], { pointer, loads, steps }: Run, isLeft: (reg: Reg) => boolean): boolean => {
  const isInOrder = loads.every(({ imm }, at) => imm === WORD * at) && loads.length % 2 === 0;
  const users = insts.filter(({ uses }) => uses.includes(pointer));
  const writers = insts.filter(({ defs }) => defs.includes(pointer));
  const end = insts.indexOf(steps[0] as Inst);
  const isMine = users.length === loads.length + 1 && writers.every((writer) => insts.indexOf(writer) > end);
  if (!isInOrder || !isMine || (isLeft(pointer) && writers.length === 0)) return false;
  if (loads.some((load) => insts.indexOf(load) > end)) return false;
  return loads.every((load, at) => {
    if (at % 2 === 0) return true;
    const between = insts.slice(insts.indexOf(loads[at - 1] as Inst) + 1, insts.indexOf(load));
    const [loaded] = load.defs as [Reg];
    return !between.some((inst) => isBarrier(inst) || inst.uses.includes(loaded) || inst.defs.includes(loaded));
  });
};

const paired = (insts: readonly Inst[], run: Run, moving: Reg, [low, high]: readonly [Reg, Reg]): Inst[] => {
  const { pointer, next, loads, steps } = run;
  const places = new Map(loads.map((load, at) => [load, at]));
  // Such moves vanish wherever they can.
  const move = (to: Reg, from: Reg, at: number | undefined): Inst => ({
    op: 'mov',
    at,
    defs: [to],
    uses: [from],
    takesHigh: true,
  });
  return insts.flatMap((inst) => {
    if (inst === steps[0]) return [move(next, moving, inst.at)];
    if (steps.includes(inst)) return [];
    const place = places.get(inst);
    if (place === undefined) return [inst];
    if (place % 2 === 1) return [];
    const other = loads[place + 1] as Inst;
    return [
      ...(place === 0 ? [move(moving, pointer, inst.at)] : []),
      { op: 'ldm', at: inst.at, defs: [moving, low, high], uses: [moving], isTied: true },
      move(inst.defs[0] as Reg, low, inst.at),
      move(other.defs[0] as Reg, high, other.at),
    ];
  });
};

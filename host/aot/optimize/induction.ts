import { type Loop, naturalLoops } from '../ssa/control-flow.ts';
import { type Block, isConstant, isLoad, isStore, type SsaFunction, type Value } from '../ssa/ir.ts';
import type { Use } from '../ssa/uses.ts';

/** A variable that every turn of a loop changes by a constant. */
export interface Induction {
  readonly phi: Value;
  /** Before the first turn. */
  readonly start: Value;
  /** In the next turn: phi + step. */
  readonly next: Value;
  readonly step: number;
}

/** An innermost loop with one way in and one way back. */
export interface CountedLoop {
  readonly loop: Loop;
  /** All loops of the function. */
  readonly loops: readonly Loop[];
  readonly entry: Block;
  readonly latch: Block;
  readonly inductions: readonly Induction[];
}

export const countedLoops = (fn: SsaFunction): CountedLoop[] => {
  const loops = naturalLoops(fn.blocks);
  return loops.flatMap((loop) => {
    const { header, blocks } = loop;
    const isInnermost = !loops.some((other) => other !== loop && blocks.has(other.header));
    const [entry, ...entries] = header.predecessors.filter((from) => !blocks.has(from));
    const [latch, ...latches] = header.predecessors.filter((from) => blocks.has(from));
    if (!isInnermost || !entry || !latch || entries.length + latches.length > 0) return [];
    const inductions = header.phis.flatMap((phi) => inductionOf(phi, header.predecessors.indexOf(latch)));
    return [{ loop, loops, entry, latch, inductions }];
  });
};

const inductionOf = (phi: Value, fromLatch: number): Induction[] => {
  const next = phi.args[fromLatch] as Value;
  const [base, step] = next.args;
  if (next.op !== 'add' || base !== phi || step?.op !== 'const') return [];
  return [{ phi, start: phi.args[1 - fromLatch] as Value, next, step: step.imm }];
};

/** An address that moves with an induction variable, base + (phi << shift), and what is read and written there. */
export interface MovingAddress {
  readonly address: Value;
  readonly base: Value;
  readonly shift: number;
  readonly accesses: readonly Value[];
}

/** All that a removable induction variable is for. */
export interface Purpose {
  readonly addresses: readonly MovingAddress[];
  /** The comparison of the next turn's value by which the loop goes on. */
  readonly test: Value;
}

/** What an induction variable is for, if that is addresses and the end of the loop and nothing else. */
export const purposeOf = (
  { phi, next }: Induction,
  { loop: { blocks }, latch }: CountedLoop,
  uses: ReadonlyMap<Value, readonly Use[]>,
): Purpose | undefined => {
  const usersOf = (value: Value) => (uses.get(value) ?? []).map(({ by }) => by);
  const isInvariant = (value: Value) => isConstant(value) || !blocks.has(value.block);
  const addressOf = (index: Value, sum: Value | undefined, shift: number): MovingAddress | undefined => {
    if (sum?.op !== 'add' || !blocks.has(sum.block)) return undefined;
    const base = (sum.args[0] === index ? sum.args[1] : sum.args[0]) as Value;
    const accesses = usersOf(sum).filter((by) => by && isAccess(by, sum)) as Value[];
    const isOnlyAddress = accesses.length > 0 && accesses.length === usersOf(sum).length;
    return base.op !== 'const' && isInvariant(base) && isOnlyAddress
      ? { address: sum, base, shift, accesses }
      : undefined;
  };
  const addresses = usersOf(phi).flatMap((by) => {
    if (by === next) return [];
    const isScaled = by?.op === 'shl' && by.args[0] === phi && by.args[1]?.op === 'const' && blocks.has(by.block);
    return isScaled
      ? usersOf(by).map((sum) => addressOf(by, sum, (by.args[1] as Value).imm & 31))
      : [addressOf(phi, by, 0)];
  });
  const { terminator } = latch;
  const tests = usersOf(next).filter((by) => by !== phi);
  const [test] = tests;
  const isTest = terminator.kind === 'branch' && test === terminator.condition && uses.get(test)?.length === 1;
  if (!test || tests.length > 1 || !isTest || addresses.includes(undefined)) return undefined;
  return { addresses: addresses as MovingAddress[], test };
};

const isAccess = ({ op, args, block, isVolatile }: Value, address: Value): boolean =>
  (isLoad(op) || isStore(op)) && !isVolatile && args[0] === address && args[1] !== address && block !== undefined;

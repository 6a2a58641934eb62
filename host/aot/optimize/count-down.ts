import { evaluate } from '../ssa/fold.ts';
import type { Block, CompareOp, SsaFunction, Value } from '../ssa/ir.ts';
import { isCompare, negated, swapped } from '../ssa/simplify.ts';
import { usesOf } from '../ssa/uses.ts';
import {
  type CountedLoop,
  countedLoops,
  type Induction,
  type MovingAddress,
  type Purpose,
  purposeOf,
} from './induction.ts';
import { type MakeIn, makeIn, makePhi } from './make-in.ts';
import { preheaderOf } from './preheader.ts';

/** What a target pays for addresses, in instructions per turn. */
export interface AddressCosts {
  /** An address computed from base and shifted index, for so many accesses. */
  readonly indexed: (shift: number, accesses: number) => number;
  /** A pointer that moves on. */
  readonly moved: number;
}

/**
 * Loops that count up only to address and to end count down to 0 instead, which needs no comparison, and their addresses become
 * pointers that move; where that is no dearer. True where any do.
 */
export const countDown = (fn: SsaFunction, costs: AddressCosts): boolean => {
  let isChanged = false;
  while (replaceOne(fn, costs)) isChanged = true;
  return isChanged;
};

const replaceOne = (fn: SsaFunction, costs: AddressCosts): boolean => {
  const uses = usesOf(fn);
  return countedLoops(fn).some((loop) =>
    loop.inductions.some((induction) => {
      const purpose = purposeOf(induction, loop, uses);
      const end = purpose && endOf(induction, loop, purpose);
      if (!end || !isWorthIt(purpose.addresses, costs)) return false;
      replace(fn, loop, induction, purpose, end);
      return true;
    }),
  );
};

/** An addition and a comparison go; a subtraction and the pointers' moves come. */
const isWorthIt = (addresses: readonly MovingAddress[], { indexed, moved }: AddressCosts): boolean => {
  const before = addresses.reduce((sum, { shift, accesses }) => sum + indexed(shift, accesses.length), 2);
  return addresses.length * moved + 1 < before;
};

/** The value at which the loop ends, if it meets it exactly. */
const endOf = (
  { start, next, step }: Induction,
  { entry, latch, loop }: CountedLoop,
  { test }: Purpose,
): Value | undefined => {
  const { terminator } = latch;
  if (terminator.kind !== 'branch' || !isCompare(test.op)) return undefined;
  const isFirst = test.args[0] === next;
  const end = test.args[isFirst ? 1 : 0] as Value;
  const straight = isFirst ? test.op : swapped[test.op];
  const staysIf = terminator.then === loop.header ? straight : negated[straight];
  if (end === next || (loop.blocks.has(end.block) && end.op !== 'const' && end.op !== 'symbol')) return undefined;
  // What counts down to 0 already stays.
  if (staysIf === 'ne') return end.op === 'const' && end.imm === 0 ? undefined : end;
  const isNear = step === 1 ? staysIf.startsWith('lt') : step === -1 && staysIf.startsWith('gt');
  return isNear && isGuarded(entry, loop.header, staysIf, start, end) ? end : undefined;
};

/** Whether the way from `entry` into the loop is only taken where `start op end` holds. */
const isGuarded = (entry: Block, header: Block, op: CompareOp, start: Value, end: Value): boolean => {
  if (start.op === 'const' && end.op === 'const') return evaluate[op]?.(start.imm, end.imm) === 1;
  for (let [from, to] = [entry, header]; ; [from, to] = [from.predecessors[0] as Block, from]) {
    const { terminator } = from;
    if (terminator.kind === 'branch' && isCompare(terminator.condition.op)) {
      const { condition, then, otherwise } = terminator;
      const [a, b] = condition.args;
      const known = then === to ? (condition.op as CompareOp) : negated[condition.op as CompareOp];
      const isSame = (known === op && a === start && b === end) || (swapped[known] === op && a === end && b === start);
      if (isSame && then !== otherwise) return true;
    }
    if (from.predecessors.length !== 1) return false;
  }
};

const replace = (
  fn: SsaFunction,
  counted: CountedLoop,
  { start, step }: Induction,
  purpose: Purpose,
  end: Value,
): void => {
  const { loop, loops, latch } = counted;
  const before = preheaderOf(fn, loop, loops);
  const { terminator } = latch;
  if (terminator.kind !== 'branch') return;
  const outside = makeIn(fn, before, purpose.test.at);
  const inside = makeIn(fn, latch, purpose.test.at);
  const word = (make: MakeIn, imm: number) => make('const', [], imm | 0);
  /** A variable of the loop, and its value in the next turn. */
  const moving = (from: Value, by: number) => {
    const phi = makePhi(fn, loop.header, []);
    const next = inside('add', [phi, word(inside, by)]);
    phi.args = loop.header.predecessors.map((block) => (block === latch ? next : from));
    return { phi, next };
  };
  const pointers = new Map<string, Value>();
  for (const { base, shift, address, accesses } of purpose.addresses) {
    const key = `${base.id} ${shift}`;
    const first = outside('add', [base, outside('shl', [start, word(outside, shift)])]);
    const pointer = pointers.get(key) ?? moving(first, step << shift).phi;
    pointers.set(key, pointer);
    for (const access of accesses) access.args = access.args.map((arg) => (arg === address ? pointer : arg));
  }
  const { next: left } = moving(outside('sub', [end, start]), -step);
  terminator.condition = inside(terminator.then === loop.header ? 'ne' : 'eq', [left, word(inside, 0)]);
};

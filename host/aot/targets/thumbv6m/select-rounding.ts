import type { SsaFunction, Value } from '../../ssa/ir.ts';

/** `addend + (x >> amount) + bit`, where bit is the highest one that the shift drops: ASRS leaves it in the carry, ADCS adds all three. */
export interface RoundedShift {
  /** Absent where it is 0. */
  readonly addend: Value | undefined;
  readonly x: Value;
  readonly amount: number;
  readonly isSigned: boolean;
  /** Values that need no instructions of their own. */
  readonly parts: readonly Value[];
}

const shiftOf = (value: Value | undefined): { x: Value; amount: number } | undefined => {
  const [x, amount] = value?.args ?? [];
  const isRight = value?.op === 'shr_s' || value?.op === 'shr_u';
  return isRight && x && amount?.op === 'const' ? { x, amount: amount.imm } : undefined;
};

type Terms = readonly [shifted: Value, bit: Value, addend?: Value, sum?: Value];

/** The ways in which a value is a sum of three, one of them a sum, or of two. */
const terms = (value: Value): Terms[] => {
  const [left, right] = value.args as [Value, Value];
  const ofThree = (sum: Value, outer: Value): Terms[] => {
    if (sum.op !== 'add') return [];
    const [a, b] = sum.args as [Value, Value];
    const orders = [
      [a, b, outer],
      [a, outer, b],
      [b, outer, a],
    ] as const;
    return orders.flatMap(([one, other, addend]): Terms[] => [
      [one, other, addend, sum],
      [other, one, addend, sum],
    ]);
  };
  return [...ofThree(left, right), ...ofThree(right, left), [left, right], [right, left]];
};

const match = (value: Value, isPart: (part: Value) => boolean): RoundedShift | undefined => {
  for (const [shifted, bit, addend, sum] of terms(value)) {
    const kept = shiftOf(shifted);
    const [dropped, one] = bit.args;
    const last = bit.op === 'and' && one?.op === 'const' && one.imm === 1 ? shiftOf(dropped) : undefined;
    if (!kept || !dropped || last?.x !== kept.x || last.amount !== kept.amount - 1) continue;
    const parts = [shifted, bit, dropped, ...(sum ? [sum] : [])];
    if (parts.every(isPart)) return { ...kept, addend, isSigned: shifted.op === 'shr_s', parts };
  }
  return undefined;
};

/** Sums that are a rounded shift, each with its parts in its own block and of no other use. */
export const findRoundedShifts = (fn: SsaFunction, uses: ReadonlyMap<Value, number>): Map<Value, RoundedShift> => {
  const found = new Map<Value, RoundedShift>();
  const taken = new Set<Value>();
  for (const { body } of fn.blocks) {
    const here = new Set(body);
    // Backwards: where sums overlap, the one that is made last has its parts, and the other one's are made.
    for (const value of [...body].reverse()) {
      if (value.op !== 'add' || taken.has(value)) continue;
      const rounded = match(value, (part) => here.has(part) && uses.get(part) === 1);
      if (!rounded) continue;
      found.set(value, rounded);
      for (const part of rounded.parts) taken.add(part);
    }
  }
  return found;
};

import type { SsaFunction, Value } from '../../ssa/ir.ts';

/** `addend + (x >> amount) + bit`, where bit is the highest one that the shift drops: ASRS leaves it in the carry, ADCS adds all three. */
export interface RoundedShift {
  readonly addend: Value;
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

/** The terms of a sum of three. */
const terms = (value: Value): readonly (readonly [sum: Value, outer: Value, a: Value, b: Value])[] => {
  const [left, right] = value.args as [Value, Value];
  return [
    [left, right],
    [right, left],
  ].flatMap(([sum, outer]) => {
    const [a, b] = sum?.args ?? [];
    return sum?.op === 'add' && outer && a && b ? [[sum, outer, a, b] as const] : [];
  });
};

const match = (value: Value, isPart: (part: Value) => boolean): RoundedShift | undefined => {
  for (const [sum, outer, a, b] of terms(value))
    for (const [addend, shifted, bit] of [
      [outer, a, b],
      [outer, b, a],
      [a, outer, b],
      [b, outer, a],
      [a, b, outer],
      [b, a, outer],
    ] as const) {
      const kept = shiftOf(shifted);
      const [dropped, one] = bit.args;
      const last = bit.op === 'and' && one?.op === 'const' && one.imm === 1 ? shiftOf(dropped) : undefined;
      const parts = [sum, shifted, bit, dropped];
      if (!kept || last?.x !== kept.x || last.amount !== kept.amount - 1) continue;
      if (parts.every((part): part is Value => part !== undefined && isPart(part)))
        return { ...kept, addend, isSigned: shifted.op === 'shr_s', parts };
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

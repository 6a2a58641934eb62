import { evaluate } from './fold.ts';
import type { CompareOp, Op, Value } from './ir.ts';

/** Makes a value of the function under construction. */
export type Make = (op: Op, args: Value[], imm?: number) => Value;

export const negated: Record<CompareOp, CompareOp> = {
  eq: 'ne',
  ne: 'eq',
  lt_s: 'ge_s',
  ge_s: 'lt_s',
  gt_s: 'le_s',
  le_s: 'gt_s',
  lt_u: 'ge_u',
  ge_u: 'lt_u',
  gt_u: 'le_u',
  le_u: 'gt_u',
};
export const isCompare = (op: Op): op is CompareOp => Object.hasOwn(negated, op);

/** The same comparison with its sides exchanged. */
export const swapped: Record<CompareOp, CompareOp> = {
  eq: 'eq',
  ne: 'ne',
  lt_s: 'gt_s',
  gt_s: 'lt_s',
  le_s: 'ge_s',
  ge_s: 'le_s',
  lt_u: 'gt_u',
  gt_u: 'lt_u',
  le_u: 'ge_u',
  ge_u: 'le_u',
};
const commutative = new Set<Op>(['add', 'mul', 'and', 'or', 'xor']);
const shifts = new Set<Op>(['shl', 'shr_s', 'shr_u', 'rotr']);
/** Upper bound (all ones) of the values an operation can give, where it is known to be small; else -1. */
export const bitsBound = (value: Value): number => {
  if (isCompare(value.op) || value.op === 'less64_s' || value.op === 'less64_u') return 1;
  if (value.op === 'load8_u' || value.op === 'extend8_u') return 0xff;
  if (value.op === 'load16_u' || value.op === 'extend16_u') return 0xffff;
  const [, by] = value.args;
  if (by?.op !== 'const') return -1;
  if (value.op === 'and' && by.imm >= 0) return by.imm;
  if (value.op === 'shr_u' && by.imm >= 1 && by.imm <= 31) return -1 >>> by.imm;
  return -1;
};

/** A simpler equal of `op(a, b)`, or undefined. Constants stand on the right. */
const simplifyWithConstant = (make: Make, op: Op, a: Value, b: Value): Value | undefined => {
  const c = b.imm;
  if (shifts.has(op)) {
    const shift = c & 31;
    if (shift === 0) return a;
    if (shift !== c) return make(op, [a, make('const', [], shift)]);
    const inner = a.args[1];
    if (op === a.op && op !== 'rotr' && inner?.op === 'const') {
      const total = shift + inner.imm;
      if (total < 32) return make(op, [a.args[0] as Value, make('const', [], total)]);
    }
    if (op === 'shr_s' && a.op === 'shl' && inner?.op === 'const' && inner.imm === shift) {
      if (shift === 24) return make('extend8_s', [a.args[0] as Value]);
      if (shift === 16) return make('extend16_s', [a.args[0] as Value]);
    }
    // Right and left again clears bits.
    if (op === 'shl' && (a.op === 'shr_s' || a.op === 'shr_u') && inner?.op === 'const' && inner.imm === shift)
      return make('and', [a.args[0] as Value, make('const', [], -1 << shift)]);
    return undefined;
  }
  if (c === 0) {
    if (op === 'add' || op === 'sub' || op === 'or' || op === 'xor') return a;
    if (op === 'and' || op === 'mul') return b;
    if (op === 'ne' && bitsBound(a) === 1) return a;
    if (op === 'eq' && isCompare(a.op)) return make(negated[a.op], [...a.args]);
    if (op === 'lt_u') return b;
    if (op === 'gt_u') return make('ne', [a, b]);
    if (op === 'le_u') return make('eq', [a, b]);
  }
  if (op === 'sub') return make('add', [a, make('const', [], -c | 0)]);
  if (op === 'add' && a.op === 'symbol') {
    const sum = make('symbol', [], (a.imm + c) | 0);
    sum.symbol = a.symbol;
    return sum;
  }
  if ((op === 'add' || op === 'and' || op === 'or') && a.op === op && a.args[1]?.op === 'const') {
    const both = evaluate[op]?.(a.args[1].imm, c) ?? 0;
    return make(op, [a.args[0] as Value, make('const', [], both)]);
  }
  if (op === 'and') {
    if (c === -1) return a;
    const bound = bitsBound(a);
    if (bound >= 0 && (bound & ~c) === 0 && (bound & (bound + 1)) === 0) return a;
    if (c === 0xff) return make('extend8_u', [a]);
    if (c === 0xffff) return make('extend16_u', [a]);
  }
  if (op === 'mul') {
    if (c === 1) return a;
    if (c > 0 && (c & (c - 1)) === 0) return make('shl', [a, make('const', [], 31 - Math.clz32(c))]);
  }
  return undefined;
};

/** Constant folding and identities; every rule is an equality of 32-bit arithmetic. */
export const simplify = (make: Make, op: Op, args: Value[]): Value | undefined => {
  const compute = evaluate[op];
  const [a, b] = args;
  if (op === 'select') {
    const [condition, yes, no] = args as [Value, Value, Value];
    if (condition.op === 'const') return condition.imm ? yes : no;
    return yes === no ? yes : undefined;
  }
  if (!compute || !a) return undefined;
  if (!b) {
    if (a.op === 'const') return make('const', [], compute(a.imm, 0));
    const bound = bitsBound(a);
    if (op === 'extend8_u' && bound >= 0 && bound <= 0xff) return a;
    if (op === 'extend16_u' && bound >= 0 && bound <= 0xffff) return a;
    if (op === 'extend8_s' && (a.op === 'load8_s' || a.op === 'extend8_s')) return a;
    if (
      op === 'extend16_s' &&
      (a.op === 'load16_s' || a.op === 'extend16_s' || a.op === 'load8_s' || a.op === 'extend8_s')
    )
      return a;
    return undefined;
  }
  if (a.op === 'const' && b.op === 'const') return make('const', [], compute(a.imm, b.imm));
  if (a.op === 'const' && commutative.has(op)) return simplify(make, op, [b, a]) ?? make(op, [b, a]);
  if (a.op === 'const' && isCompare(op)) return simplify(make, swapped[op], [b, a]) ?? make(swapped[op], [b, a]);
  if (a.op === 'const' && a.imm === 0 && shifts.has(op)) return a;
  if (a === b) {
    if (op === 'sub' || op === 'xor') return make('const', [], 0);
    if (op === 'and' || op === 'or') return a;
  }
  if (b.op !== 'const') {
    // Constant addends move outwards, where an address can take them: (x + c) + y = (x + y) + c.
    if (op === 'add' && a.op === 'add' && a.args[1]?.op === 'const')
      return make('add', [make('add', [a.args[0] as Value, b]), a.args[1]]);
    if (op === 'add' && b.op === 'add' && b.args[1]?.op === 'const')
      return make('add', [make('add', [a, b.args[0] as Value]), b.args[1]]);
    return undefined;
  }
  return simplifyWithConstant(make, op, a, b);
};

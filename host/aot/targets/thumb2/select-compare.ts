import type { Selection } from '../../machine/selection.ts';
import type { CompareOp, Value } from '../../ssa/ir.ts';
import { isCompare } from '../../ssa/simplify.ts';
import { modifiedImmediate } from './immediates.ts';
import { immediateOperand, operand, shiftedOperand } from './operands.ts';
import type { Condition } from './registers.ts';

/** Condition codes after `cmp a, b` (ARMv7-M ARM, table A7-1). */
const conditions: Record<CompareOp, Condition> = {
  eq: 'eq',
  ne: 'ne',
  lt_s: 'lt',
  lt_u: 'lo',
  gt_s: 'gt',
  gt_u: 'hi',
  le_s: 'le',
  le_u: 'ls',
  ge_s: 'ge',
  ge_u: 'hs',
};

const compare = (s: Selection, op: CompareOp, a: Value, b: Value): Condition => {
  if (b.op === 'const' && b.imm === 0 && (op === 'eq' || op === 'ne') && a.op === 'and' && s.isFoldable(a)) {
    const [x, mask] = a.args as [Value, Value];
    const { uses, rest } = operand(s, mask);
    s.emit('tst', [], [s.regOf(x), ...uses], { ...rest, setsFlags: true });
    return conditions[op];
  }
  if (b.op === 'const' && modifiedImmediate(b.imm) === undefined && modifiedImmediate(-b.imm) !== undefined) {
    s.emit('cmn', [], [s.regOf(a)], { imm: -b.imm, setsFlags: true });
    return conditions[op];
  }
  const { uses, rest } = immediateOperand(b) ?? shiftedOperand(s, b);
  s.emit('cmp', [], [s.regOf(a), ...uses], { ...rest, setsFlags: true });
  return conditions[op];
};

/** Emits what sets the flags by `value`, and gives the condition under which it is not 0. */
export const test = (s: Selection, value: Value): Condition => {
  if (isCompare(value.op)) {
    const [a, b] = value.args as [Value, Value];
    return compare(s, value.op, a, b);
  }
  if (value.op === 'less64_s' || value.op === 'less64_u') {
    const [aLo, aHi, bLo, bHi] = value.args as [Value, Value, Value, Value];
    const [low, high] = [operand(s, bLo), operand(s, bHi)];
    const [left, right] = [s.regOf(aLo), s.regOf(aHi)];
    s.emit('cmp', [], [left, ...low.uses], { ...low.rest, setsFlags: true });
    s.emit('sbc', [s.fresh()], [right, ...high.uses], { ...high.rest, readsFlags: true, setsFlags: true });
    return value.op === 'less64_s' ? 'lt' : 'lo';
  }
  s.emit('cmp', [], [s.regOf(value)], { imm: 0, setsFlags: true });
  return 'ne';
};

/** A comparison as a number, 0 or 1. */
export const materialize = (s: Selection, value: Value): void => {
  const d = s.regOf(value);
  const [a, b] = value.args as [Value, Value];
  const isZero = b.op === 'const' && b.imm === 0;
  if (value.op === 'lt_s' && isZero) return s.emit('lsr', [d], [s.regOf(a)], { imm: 31 });
  if (value.op === 'eq') {
    // Only of zero are all 32 leading bits zero.
    const difference = isZero ? s.regOf(a) : s.fresh();
    const zeros = s.fresh();
    if (!isZero) {
      const { uses, rest } = operand(s, b);
      s.emit('sub', [difference], [s.regOf(a), ...uses], rest);
    }
    s.emit('clz', [zeros], [difference]);
    return s.emit('lsr', [d], [zeros], { imm: 5 });
  }
  const condition = test(s, value);
  s.emit('setcc', [d], [], { condition, readsFlags: true });
};

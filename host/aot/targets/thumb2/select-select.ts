import type { Reg } from '../../machine/lir.ts';
import type { Selection } from '../../machine/selection.ts';
import type { Value } from '../../ssa/ir.ts';
import { lowMask } from './immediates.ts';
import { immediateOperand } from './operands.ts';
import { opposite } from './registers.ts';
import { test } from './select-compare.ts';

interface Bound {
  readonly source: Value;
  readonly limit: number;
}

/** `value` as max(source, limit) or min(source, limit) of a constant, however the comparison is written. */
const bound = (value: Value, isUpper: boolean): Bound | undefined => {
  if (value.op !== 'select') return undefined;
  const [condition, yes, no] = value.args as [Value, Value, Value];
  const [x, c] = condition.args as [Value, Value];
  if (c?.op !== 'const') return undefined;
  const isLess = condition.op === 'lt_s' || condition.op === 'le_s';
  const isGreater = condition.op === 'gt_s' || condition.op === 'ge_s';
  if (!isLess && !isGreater) return undefined;
  // x < c ? c : x and x > c ? x : c keep at least c; the mirrored ones at most.
  const [taken, other] = isLess === isUpper ? [no, yes] : [yes, no];
  if (taken.op !== 'const' || other !== x) return undefined;
  // Where the comparison is off by one from the limit, both sides are the same number.
  const step = condition.op === 'lt_s' || condition.op === 'ge_s' ? -1 : 1;
  return taken.imm === c.imm || taken.imm === c.imm + step ? { source: x, limit: taken.imm } : undefined;
};

/** SSAT and USAT (ARMv7-M ARM, A7.7.152, A7.7.212): a clamp to -2^n .. 2^n - 1 or 0 .. 2^n - 1. */
const saturation = (value: Value): { op: string; source: Value; width: number } | undefined => {
  for (const isUpper of [true, false]) {
    const outer = bound(value, isUpper);
    const inner = outer && bound(outer.source, !isUpper);
    if (!outer || !inner) continue;
    const [low, high] = isUpper ? [inner.limit, outer.limit] : [outer.limit, inner.limit];
    const width = lowMask(high);
    if (width === undefined || width > 31) continue;
    if (low === 0) return { op: 'usat', source: inner.source, width };
    if (low === ~high) return { op: 'ssat', source: inner.source, width: width + 1 };
  }
  return undefined;
};

const MAX_STEP = 255;
/** `value` as `x` and a small constant, if that is made for nobody else. */
const stepFrom = (s: Selection, value: Value, x: Value): number | undefined => {
  const [base, by] = value.args;
  const isStep = value.op === 'add' && base === x && by?.op === 'const' && s.isFoldable(value);
  return isStep && Math.abs(by.imm) <= MAX_STEP ? by.imm : undefined;
};

/** `x`, and under a condition more or less. */
export const stepIf = (s: Selection, d: Reg, x: Value, by: number, condition: Value, isInverted: boolean): void => {
  s.emit('mov', [d], [s.regOf(x)]);
  const holds = test(s, condition);
  const rest = { condition: isInverted ? opposite(holds) : holds, isTied: true, readsFlags: true };
  s.emit(by < 0 ? 'sub_if' : 'add_if', [d], [d], { ...rest, imm: Math.abs(by) });
};

/** One of two values: a move, overwritten under a condition. */
export const select = (s: Selection, value: Value): void => {
  const d = s.regOf(value);
  const clamp = saturation(value);
  if (clamp) return s.emit(clamp.op, [d], [s.regOf(clamp.source)], { width: clamp.width });
  const [condition, yes, no] = value.args as [Value, Value, Value];
  const [stepUp, stepElse] = [stepFrom(s, yes, no), stepFrom(s, no, yes)];
  if (stepUp !== undefined) return stepIf(s, d, no, stepUp, condition, false);
  if (stepElse !== undefined) return stepIf(s, d, yes, stepElse, condition, true);
  // A constant is best put in conditionally: it needs no register.
  const immediate = immediateOperand(yes);
  const [kept, other, isInverted] = immediate ? [no, yes, true] : [yes, no, false];
  const keptRegister = s.regOf(kept);
  const conditional = immediate ?? immediateOperand(other) ?? { uses: [s.regOf(other)], rest: {} };
  s.emit('mov', [d], [keptRegister]);
  const holds = test(s, condition);
  s.emit('movcc', [d], [d, ...conditional.uses], {
    ...conditional.rest,
    condition: isInverted ? holds : opposite(holds),
    isTied: true,
    readsFlags: true,
  });
};

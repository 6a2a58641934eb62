import type { Reg } from '../../machine/lir.ts';
import type { Selection } from '../../machine/selection.ts';
import type { Op, Value } from '../../ssa/ir.ts';
import { isCompare } from '../../ssa/simplify.ts';
import { lowMask, modifiedImmediate } from './immediates.ts';
import { immediateOperand, operand, shiftedOperand, shiftOf } from './operands.ts';
import { stepIf } from './select-select.ts';

/** Largest immediate of ADDW and SUBW (ARMv7-M ARM, A7.7.3 T4). */
const WIDE_ADD = 4095;

type Rule = (s: Selection, d: Reg, a: Value, b: Value) => void;

/** d = a op b, whichever of the two is better shifted or immediate. */
const commutative =
  (op: string): Rule =>
  (s, d, a, b) => {
    const [first, second] = s.isFoldable(a) && shiftOf(a) && !immediateOperand(b) ? [b, a] : [a, b];
    const { uses, rest } = operand(s, second);
    s.emit(op, [d], [s.regOf(first), ...uses], rest);
  };

const isProduct = (s: Selection, value: Value): boolean => value.op === 'mul' && s.isFoldable(value);
const isOnes = (value: Value): boolean => value.op === 'const' && value.imm === -1;
/** `x` of a foldable complement. */
const complemented = (s: Selection, value: Value): Value | undefined =>
  value.op === 'xor' && isOnes(value.args[1] as Value) && s.isFoldable(value) ? value.args[0] : undefined;

const add: Rule = (s, d, a, b) => {
  if (b.op === 'const') {
    const size = Math.abs(b.imm);
    const op = b.imm < 0 ? 'sub' : 'add';
    if (size <= WIDE_ADD || modifiedImmediate(size) !== undefined) return s.emit(op, [d], [s.regOf(a)], { imm: size });
  }
  const [sum, product] = isProduct(s, a) ? [b, a] : [a, b];
  if (isProduct(s, product)) {
    const [x, y] = product.args as [Value, Value];
    return s.emit('mla', [d], [s.regOf(x), s.regOf(y), s.regOf(sum)]);
  }
  // A comparison as a number is an addition of 1 under a condition.
  const [rest, claim] = isCompare(a.op) ? [b, a] : [a, b];
  if (isCompare(claim.op) && s.isFoldable(claim)) return stepIf(s, d, rest, 1, claim, false);
  const extended = extendedAdd(s, a, b) ?? extendedAdd(s, b, a);
  if (extended) return s.emit(extended.op, [d], [s.regOf(extended.sum), s.regOf(extended.source)]);
  commutative('add')(s, d, a, b);
};

const accumulating: Partial<Record<Op, string>> = {
  extend8_s: 'sxtab',
  extend16_s: 'sxtah',
  extend8_u: 'uxtab',
  extend16_u: 'uxtah',
};
/** a + extension of b, one instruction. */
const extendedAdd = (s: Selection, sum: Value, value: Value) => {
  const op = accumulating[value.op];
  return op && s.isFoldable(value) ? { op, sum, source: value.args[0] as Value } : undefined;
};

const sub: Rule = (s, d, a, b) => {
  const immediate = immediateOperand(a);
  if (immediate) return s.emit('rsb', [d], [s.regOf(b)], immediate.rest);
  if (isProduct(s, b)) {
    const [x, y] = b.args as [Value, Value];
    return s.emit('mls', [d], [s.regOf(x), s.regOf(y), s.regOf(a)]);
  }
  if (s.isFoldable(a) && shiftOf(a) && !(s.isFoldable(b) && shiftOf(b))) {
    const { uses, rest } = shiftedOperand(s, a);
    return s.emit('rsb', [d], [s.regOf(b), ...uses], rest);
  }
  const { uses, rest } = operand(s, b);
  s.emit('sub', [d], [s.regOf(a), ...uses], rest);
};

const and: Rule = (s, d, a, b) => {
  if (b.op === 'const') {
    const width = lowMask(b.imm);
    const shifted = s.isFoldable(a) ? shiftOf(a) : undefined;
    if (width !== undefined && shifted?.shift.by === 'lsr' && shifted.shift.amount + width <= 32)
      return s.emit('ubfx', [d], [s.regOf(shifted.source)], { imm: shifted.shift.amount, width });
    if (modifiedImmediate(b.imm) !== undefined) return s.emit('and', [d], [s.regOf(a)], { imm: b.imm });
    if (modifiedImmediate(~b.imm) !== undefined) return s.emit('bic', [d], [s.regOf(a)], { imm: ~b.imm });
    if (width !== undefined) return s.emit('ubfx', [d], [s.regOf(a)], { imm: 0, width });
  }
  const [kept, dropped] = complemented(s, a) ? [b, a] : [a, b];
  const cleared = complemented(s, dropped);
  if (cleared) return s.emit('bic', [d], [s.regOf(kept), s.regOf(cleared)]);
  commutative('and')(s, d, a, b);
};

const or: Rule = (s, d, a, b) => {
  if (b.op === 'const' && modifiedImmediate(b.imm) === undefined && modifiedImmediate(~b.imm) !== undefined)
    return s.emit('orn', [d], [s.regOf(a)], { imm: ~b.imm });
  const set = complemented(s, b);
  if (set) return s.emit('orn', [d], [s.regOf(a), s.regOf(set)]);
  commutative('orr')(s, d, a, b);
};

const xor: Rule = (s, d, a, b) => {
  if (!isOnes(b)) return commutative('eor')(s, d, a, b);
  const { uses, rest } = shiftedOperand(s, a);
  s.emit('mvn', [d], uses, rest);
};

/** Multiplications by 2^n ± 1 are an addition with a shifted operand. */
const mul: Rule = (s, d, a, b) => {
  const c = b.op === 'const' ? b.imm : 0;
  const power = (value: number) => (value > 1 && (value & (value - 1)) === 0 ? 31 - Math.clz32(value) : undefined);
  const [below, above] = [power(c - 1), power(c + 1)];
  const shifted = (op: string, amount: number) =>
    s.emit(op, [d], [s.regOf(a), s.regOf(a)], { shift: { by: 'lsl', amount } });
  if (below !== undefined) return shifted('add', below);
  if (above !== undefined) return shifted('rsb', above);
  s.emit('mul', [d], [s.regOf(a), s.regOf(b)]);
};

const shift =
  (op: string): Rule =>
  (s, d, a, b) => {
    if (b.op !== 'const') return s.emit(op, [d], [s.regOf(a), s.regOf(op === 'ror' ? unmasked(b) : b)]);
    const inner = s.isFoldable(a) ? shiftOf(a) : undefined;
    const amount = b.imm & 31;
    // Left and right again is a field.
    if (inner?.shift.by === 'lsl' && op !== 'lsl' && op !== 'ror' && inner.shift.amount <= amount)
      return s.emit(op === 'lsr' ? 'ubfx' : 'sbfx', [d], [s.regOf(inner.source)], {
        imm: amount - inner.shift.amount,
        width: 32 - amount,
      });
    s.emit(op, [d], [s.regOf(a)], { imm: amount });
  };

/** ROR by a register takes the count modulo 32 (ARMv7-M ARM, A7.7.117). */
const unmasked = (count: Value): Value => {
  const [source, mask] = count.args;
  return count.op === 'and' && mask?.op === 'const' && (mask.imm & 31) === 31 ? (source as Value) : count;
};

const rules: Partial<Record<Op, Rule>> = {
  add,
  sub,
  mul,
  and,
  or,
  xor,
  shl: shift('lsl'),
  shr_s: shift('asr'),
  shr_u: shift('lsr'),
  rotr: shift('ror'),
};

/** Extensions take a rotation by whole bytes; a signed one only of bits that exist. */
const extensions: Partial<Record<Op, readonly [name: string, bits: number]>> = {
  extend8_s: ['sxtb', 8],
  extend16_s: ['sxth', 16],
  extend8_u: ['uxtb', 8],
  extend16_u: ['uxth', 16],
};

const extend = (s: Selection, value: Value, [name, bits]: readonly [string, number]): void => {
  const [source] = value.args as [Value];
  const shifted = s.isFoldable(source) ? shiftOf(source) : undefined;
  const d = s.regOf(value);
  if (shifted && shifted.shift.by !== 'lsl' && shifted.shift.amount % 8 === 0 && shifted.shift.amount + bits <= 32)
    return s.emit(name, [d], [s.regOf(shifted.source)], { imm: shifted.shift.amount });
  s.emit(name, [d], [s.regOf(source)]);
};

/** Integer arithmetic on one word. */
export const arithmetic = (s: Selection, value: Value): void => {
  const [a, b] = value.args as [Value, Value];
  const rule = rules[value.op];
  const extension = extensions[value.op];
  if (rule) return rule(s, s.regOf(value), a, b);
  if (extension) return extend(s, value, extension);
  if (value.op === 'rev') return s.emit('rev', [s.regOf(value)], [s.regOf(a)]);
  throw new Error(`no selection for ${value.op}`);
};

import type { FunctionBuilder } from '../ssa/function-builder.ts';
import type { Op, Value } from '../ssa/ir.ts';
import { checkSigned, checkUnsigned } from './sandbox/division.ts';
import type { Entry, Handler, Handlers } from './translation.ts';

// Core specification 4.3.2 and 4.4.1: instructions of i64, on pairs of words.

type Pair = Required<Entry>;

const isConst = (value: Value, imm: number): boolean => value.op === 'const' && value.imm === imm;
/** The high word is the low word's sign: an i32 extended. */
const isSignExtended = ({ lo, hi }: Pair): boolean =>
  (hi.op === 'shr_s' && hi.args[0] === lo && isConst(hi.args[1] as Value, 31)) ||
  (lo.op === 'const' && hi.op === 'const' && hi.imm === lo.imm >> 31);

/** Arithmetic on pairs of words of one function. */
const arithmetic = (b: FunctionBuilder) => {
  const c = (imm: number) => b.constant(imm);
  const v = (op: Op, ...args: Value[]) => b.value(op, args);
  const pairOf = (value: Value): Pair => ({ lo: b.value('proj', [value], 0), hi: b.value('proj', [value], 1) });
  const call2 = (symbol: string, ...args: Value[]): Pair => pairOf(b.value('call', args, 2, symbol));
  const wordCall = (symbol: string, value: Value) => b.value('proj', [b.value('call', [value], 1, symbol)], 0);
  const extended = (lo: Value): Pair => ({ lo, hi: v('shr_s', lo, c(31)) });
  const differs = (x: Pair, y: Pair) => v('or', v('xor', x.lo, y.lo), v('xor', x.hi, y.hi));
  const isLess = (op: 'less64_s' | 'less64_u', x: Pair, y: Pair) => v(op, x.lo, x.hi, y.lo, y.hi);
  const not = (claim: Value): Entry => ({ lo: v('eq', claim, c(0)) });
  const shl = (x: Pair, n: number): Pair =>
    n === 0
      ? x
      : n >= 32
        ? { lo: c(0), hi: v('shl', x.lo, c(n - 32)) }
        : { lo: v('shl', x.lo, c(n)), hi: v('or', v('shl', x.hi, c(n)), v('shr_u', x.lo, c(32 - n))) };
  const shr = (op: 'shr_s' | 'shr_u', x: Pair, n: number): Pair =>
    n === 0
      ? x
      : n >= 32
        ? { lo: v(op, x.hi, c(n - 32)), hi: op === 'shr_s' ? v('shr_s', x.hi, c(31)) : c(0) }
        : { lo: v('or', v('shr_u', x.lo, c(n)), v('shl', x.hi, c(32 - n))), hi: v(op, x.hi, c(n)) };
  const rotate = (x: Pair, n: number): Pair => {
    const left = shl(x, n);
    const right = shr('shr_u', x, (64 - n) & 63);
    return n === 0 ? x : { lo: v('or', left.lo, right.lo), hi: v('or', left.hi, right.hi) };
  };
  const multiply = (x: Pair, y: Pair): Pair => {
    if (isSignExtended(x) && isSignExtended(y)) return call2('rt.mul_wide_s', x.lo, y.lo);
    if (isConst(x.hi, 0) && isConst(y.hi, 0)) return call2('rt.mul_wide_u', x.lo, y.lo);
    return call2('rt.mul64', x.lo, x.hi, y.lo, y.hi);
  };
  const sum = (op: 'add64' | 'sub64', x: Pair, y: Pair): Pair =>
    isConst(y.lo, 0) && isConst(y.hi, 0) ? x : pairOf(v(op, x.lo, x.hi, y.lo, y.hi));
  const shift = (symbol: string, x: Pair, y: Pair, byConstant: (x: Pair, n: number) => Pair): Pair =>
    y.lo.op === 'const' ? byConstant(x, y.lo.imm & 63) : call2(symbol, x.lo, x.hi, v('and', y.lo, c(63)));
  /** Bits in front of or behind the first that is set: those of `first`, or all of it and those of `second`. */
  const leading = (symbol: string, first: Value, second: Value): Entry => ({
    lo: v('select', first, wordCall(symbol, first), v('add', wordCall(symbol, second), c(32))),
    hi: c(0),
  });
  return { c, v, call2, wordCall, extended, differs, isLess, not, shl, shr, rotate, multiply, sum, shift, leading };
};
type Arithmetic = ReturnType<typeof arithmetic>;

const unary =
  (make: (a: Arithmetic, x: Pair) => Entry): Handler =>
  (t) => {
    t.push(make(arithmetic(t.b), t.popPair()));
  };
const binary =
  (make: (a: Arithmetic, x: Pair, y: Pair) => Entry): Handler =>
  (t) => {
    const right = t.popPair();
    t.push(make(arithmetic(t.b), t.popPair(), right));
  };
const fromWord =
  (make: (a: Arithmetic, x: Value) => Entry): Handler =>
  (t) => {
    t.push(make(arithmetic(t.b), t.popWord()));
  };
const bitwise = (op: Op): Handler => binary(({ v }, x, y) => ({ lo: v(op, x.lo, y.lo), hi: v(op, x.hi, y.hi) }));
const division =
  (symbol: string, check: typeof checkUnsigned): Handler =>
  (t) => {
    const right = t.popPair();
    const left = t.popPair();
    check(t, left, right);
    t.push(arithmetic(t.b).call2(symbol, left.lo, left.hi, right.lo, right.hi));
  };

export const pairs: Handlers = {
  'i64.const': (t, { bits = 0n }) => {
    t.push(t.constant('i64', bits));
  },
  'i64.eqz': unary(({ c, v }, x) => ({ lo: v('eq', v('or', x.lo, x.hi), c(0)) })),
  'i64.clz': unary(({ leading }, x) => leading('rt.clz', x.hi, x.lo)),
  'i64.ctz': unary(({ leading }, x) => leading('rt.ctz', x.lo, x.hi)),
  'i64.popcnt': unary(({ c, v, wordCall }, x) => ({
    lo: v('add', wordCall('rt.popcnt', x.lo), wordCall('rt.popcnt', x.hi)),
    hi: c(0),
  })),
  'i64.extend_i32_s': fromWord(({ extended }, x) => extended(x)),
  'i64.extend_i32_u': fromWord(({ c }, lo) => ({ lo, hi: c(0) })),
  'i64.extend8_s': unary(({ v, extended }, x) => extended(v('extend8_s', x.lo))),
  'i64.extend16_s': unary(({ v, extended }, x) => extended(v('extend16_s', x.lo))),
  'i64.extend32_s': unary(({ extended }, x) => extended(x.lo)),
  'i64.eq': binary(({ c, v, differs }, x, y) => ({ lo: v('eq', differs(x, y), c(0)) })),
  'i64.ne': binary(({ c, v, differs }, x, y) => ({ lo: v('ne', differs(x, y), c(0)) })),
  'i64.lt_s': binary(({ isLess }, x, y) => ({ lo: isLess('less64_s', x, y) })),
  'i64.lt_u': binary(({ isLess }, x, y) => ({ lo: isLess('less64_u', x, y) })),
  'i64.gt_s': binary(({ isLess }, x, y) => ({ lo: isLess('less64_s', y, x) })),
  'i64.gt_u': binary(({ isLess }, x, y) => ({ lo: isLess('less64_u', y, x) })),
  'i64.le_s': binary(({ isLess, not }, x, y) => not(isLess('less64_s', y, x))),
  'i64.le_u': binary(({ isLess, not }, x, y) => not(isLess('less64_u', y, x))),
  'i64.ge_s': binary(({ isLess, not }, x, y) => not(isLess('less64_s', x, y))),
  'i64.ge_u': binary(({ isLess, not }, x, y) => not(isLess('less64_u', x, y))),
  'i64.add': binary(({ sum }, x, y) => sum('add64', x, y)),
  'i64.sub': binary(({ sum }, x, y) => sum('sub64', x, y)),
  'i64.mul': binary(({ multiply }, x, y) => multiply(x, y)),
  'i64.div_s': division('rt.div64_s', checkSigned),
  'i64.div_u': division('rt.div64_u', checkUnsigned),
  'i64.rem_s': division('rt.rem64_s', checkUnsigned),
  'i64.rem_u': division('rt.rem64_u', checkUnsigned),
  'i64.and': bitwise('and'),
  'i64.or': bitwise('or'),
  'i64.xor': bitwise('xor'),
  'i64.shl': binary(({ shift, shl }, x, y) => shift('rt.shl64', x, y, shl)),
  'i64.shr_s': binary(({ shift, shr }, x, y) => shift('rt.shr64_s', x, y, (a, n) => shr('shr_s', a, n))),
  'i64.shr_u': binary(({ shift, shr }, x, y) => shift('rt.shr64_u', x, y, (a, n) => shr('shr_u', a, n))),
  'i64.rotl': binary(({ shift, rotate }, x, y) => shift('rt.rotl64', x, y, rotate)),
  'i64.rotr': binary(({ shift, rotate }, x, y) => shift('rt.rotr64', x, y, (a, n) => rotate(a, (64 - n) & 63))),
};

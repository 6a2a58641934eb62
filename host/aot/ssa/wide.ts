import type { FunctionBuilder } from './function-builder.ts';
import type { LoadOp, Op, StoreOp, Value } from './ir.ts';
import type { Access } from './opcodes.ts';

interface Pair {
  readonly lo: Value;
  readonly hi: Value;
}
interface Result {
  readonly lo: Value;
  readonly hi?: Value;
}

/** i64 arithmetic on pairs of words, and memory accesses of any width and alignment. */
export const wide = (b: FunctionBuilder) => {
  const c = (imm: number) => b.constant(imm);
  const v = (op: Op, ...args: Value[]) => b.value(op, args);
  const pairOf = (value: Value): Pair => ({ lo: b.value('proj', [value], 0), hi: b.value('proj', [value], 1) });
  const call2 = (symbol: string, ...args: Value[]): Pair => pairOf(b.value('call', args, 2, symbol));
  const signOf = (value: Value) => v('shr_s', value, c(31));
  const isConst = (value: Value, imm: number) => value.op === 'const' && value.imm === imm;
  /** The high word is the low word's sign: an i32 extended. */
  const isSignExtended = ({ lo, hi }: Pair): boolean =>
    (hi.op === 'shr_s' && hi.args[0] === lo && isConst(hi.args[1] as Value, 31)) ||
    (lo.op === 'const' && hi.op === 'const' && hi.imm === lo.imm >> 31);

  const multiply = (x: Pair, y: Pair): Pair => {
    if (isSignExtended(x) && isSignExtended(y)) return call2('rt.mul_wide_s', x.lo, y.lo);
    if (isConst(x.hi, 0) && isConst(y.hi, 0)) return call2('rt.mul_wide_u', x.lo, y.lo);
    return call2('rt.mul64', x.lo, x.hi, y.lo, y.hi);
  };
  const bitwise = (op: Op) => (x: Pair, y: Pair) => ({ lo: v(op, x.lo, y.lo), hi: v(op, x.hi, y.hi) });
  const sum = (op: 'add64' | 'sub64') => (x: Pair, y: Pair) => {
    if (isConst(y.lo, 0) && isConst(y.hi, 0)) return x;
    return pairOf(v(op, x.lo, x.hi, y.lo, y.hi));
  };
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
        ? { lo: v(op, x.hi, c(n - 32)), hi: op === 'shr_s' ? signOf(x.hi) : c(0) }
        : { lo: v('or', v('shr_u', x.lo, c(n)), v('shl', x.hi, c(32 - n))), hi: v(op, x.hi, c(n)) };
  const shift = (name: string, constant: (x: Pair, n: number) => Pair) => (x: Pair, y: Pair) =>
    y.lo.op === 'const' ? constant(x, y.lo.imm & 63) : call2(name, x.lo, x.hi, v('and', y.lo, c(63)));
  const rotate = (x: Pair, n: number): Pair => {
    const left = shl(x, n);
    const right = shr('shr_u', x, (64 - n) & 63);
    return n === 0 ? x : { lo: v('or', left.lo, right.lo), hi: v('or', left.hi, right.hi) };
  };
  const support = (name: string) => (x: Pair, y: Pair) => call2(name, x.lo, x.hi, y.lo, y.hi);
  const isLess = (op: 'less64_s' | 'less64_u', x: Pair, y: Pair) => v(op, x.lo, x.hi, y.lo, y.hi);
  const not = (claim: Value): Result => ({ lo: v('eq', claim, c(0)) });
  const differs = (x: Pair, y: Pair) => v('or', v('xor', x.lo, y.lo), v('xor', x.hi, y.hi));
  const wordCall = (symbol: string, value: Value) => b.value('proj', [b.value('call', [value], 1, symbol)], 0);
  const extended = (lo: Value): Pair => ({ lo, hi: signOf(lo) });

  const unary: Record<number, (x: Pair) => Result> = {
    80: (x) => ({ lo: v('eq', v('or', x.lo, x.hi), c(0)) }),
    121: (x) => ({
      lo: v('select', x.hi, wordCall('rt.clz', x.hi), v('add', wordCall('rt.clz', x.lo), c(32))),
      hi: c(0),
    }),
    122: (x) => ({
      lo: v('select', x.lo, wordCall('rt.ctz', x.lo), v('add', wordCall('rt.ctz', x.hi), c(32))),
      hi: c(0),
    }),
    123: (x) => ({ lo: v('add', wordCall('rt.popcnt', x.lo), wordCall('rt.popcnt', x.hi)), hi: c(0) }),
    172: (x) => extended(x.lo),
    173: (x) => ({ lo: x.lo, hi: c(0) }),
    194: (x) => extended(v('extend8_s', x.lo)),
    195: (x) => extended(v('extend16_s', x.lo)),
    196: (x) => extended(x.lo),
  };
  const fromWord = new Set([172, 173]);
  const binary: Record<number, (x: Pair, y: Pair) => Result> = {
    81: (x, y) => ({ lo: v('eq', differs(x, y), c(0)) }),
    82: (x, y) => ({ lo: v('ne', differs(x, y), c(0)) }),
    83: (x, y) => ({ lo: isLess('less64_s', x, y) }),
    84: (x, y) => ({ lo: isLess('less64_u', x, y) }),
    85: (x, y) => ({ lo: isLess('less64_s', y, x) }),
    86: (x, y) => ({ lo: isLess('less64_u', y, x) }),
    87: (x, y) => not(isLess('less64_s', y, x)),
    88: (x, y) => not(isLess('less64_u', y, x)),
    89: (x, y) => not(isLess('less64_s', x, y)),
    90: (x, y) => not(isLess('less64_u', x, y)),
    124: sum('add64'),
    125: sum('sub64'),
    126: multiply,
    127: support('rt.div64_s'),
    128: support('rt.div64_u'),
    129: support('rt.rem64_s'),
    130: support('rt.rem64_u'),
    131: bitwise('and'),
    132: bitwise('or'),
    133: bitwise('xor'),
    134: shift('rt.shl64', shl),
    135: shift('rt.shr64_s', (x, n) => shr('shr_s', x, n)),
    136: shift('rt.shr64_u', (x, n) => shr('shr_u', x, n)),
    137: shift('rt.rotl64', rotate),
    138: shift('rt.rotr64', (x, n) => rotate(x, (64 - n) & 63)),
  };

  /** ARMv6-M faults on unaligned accesses, so what is not proven aligned goes byte by byte (align is a power of two). */
  const loadWord = (address: Value, offset: number, align: number): Value => {
    if (align >= 2) return b.value('load32', [address], offset);
    const part = align === 1 ? 2 : 1;
    const op = align === 1 ? 'load16_u' : 'load8_u';
    let value = b.value(op, [address], offset);
    for (let at = part; at < 4; at += part)
      value = v('or', value, v('shl', b.value(op, [address], offset + at), c(8 * at)));
    return value;
  };
  const loadHalf = (access: Access<LoadOp>, address: Value, offset: number, align: number): Value => {
    if (align >= 1) return b.value(access.op, [address], offset);
    const high = b.value(access.op === 'load16_s' ? 'load8_s' : 'load8_u', [address], offset + 1);
    return v('or', b.value('load8_u', [address], offset), v('shl', high, c(8)));
  };
  const storePart = (bytes: number, address: Value, offset: number, align: number, value: Value): void => {
    const unit = Math.min(bytes, 1 << align);
    const op: StoreOp = unit === 4 ? 'store32' : unit === 2 ? 'store16' : 'store8';
    for (let at = 0; at < bytes; at += unit) b.value(op, [address, v('shr_u', value, c(8 * at))], offset + at);
  };

  return {
    takes: (opcode: number) => opcode in unary || opcode in binary,
    isUnary: (opcode: number) => opcode in unary,
    takesWord: (opcode: number) => fromWord.has(opcode),
    apply: (opcode: number, x: Pair, y?: Pair): Result => (y ? binary[opcode]?.(x, y) : unary[opcode]?.(x)) ?? x,
    load: (access: Access<LoadOp>, address: Value, offset: number, align: number): Result => {
      if (access.bytes === 8) return { lo: loadWord(address, offset, align), hi: loadWord(address, offset + 4, align) };
      const lo =
        access.bytes === 4
          ? loadWord(address, offset, align)
          : access.bytes === 2
            ? loadHalf(access, address, offset, align)
            : b.value(access.op, [address], offset);
      if (access.wide === '') return { lo };
      return { lo, hi: access.wide === 'signed' ? signOf(lo) : c(0) };
    },
    store: (access: Access<StoreOp>, address: Value, offset: number, align: number, value: Result): void => {
      storePart(Math.min(access.bytes, 4), address, offset, align, value.lo);
      if (access.bytes === 8) storePart(4, address, offset + 4, align, value.hi ?? c(0));
    },
  };
};

import type { Selection } from '../../machine/selection.ts';
import type { Value } from '../../ssa/ir.ts';

type Inline = (s: Selection, value: Value) => void;

const regs = (s: Selection, value: Value) => value.args.map((arg) => s.regOf(arg)) as [number, number, number, number];

const long =
  (op: string): Inline =>
  (s, value) => {
    const [lo, hi] = s.pairOf(value);
    const [a, b] = regs(s, value);
    s.emit(op, [lo, hi], [a, b]);
  };

/** Modulo 2^64: the low words' product, and two crosswise ones that only reach the high word. */
const mul64: Inline = (s, value) => {
  const [lo, hi] = s.pairOf(value);
  const [aLo, aHi, bLo, bHi] = regs(s, value);
  const [high, more] = [s.fresh(), s.fresh()];
  s.emit('umull', [lo, high], [aLo, bLo]);
  s.emit('mla', [more], [aLo, bHi, high]);
  s.emit('mla', [hi], [aHi, bLo, more]);
};

const unary =
  (...ops: readonly string[]): Inline =>
  (s, value) => {
    const result = s.resultOf(value, 0);
    let from = s.regOf(value.args[0] as Value);
    ops.forEach((op, at) => {
      const to = at === ops.length - 1 ? result : s.fresh();
      s.emit(op, [to], [from]);
      from = to;
    });
  };

const INT_MIN = -0x8000_0000;

/** Division in hardware gives 0 for a divisor of 0, WebAssembly a trap (core specification 4.3.2); so does MIN / -1. */
const divide =
  (op: 'sdiv' | 'udiv'): Inline =>
  (s, value) => {
    const quotient = s.resultOf(value, 0);
    const [n, d] = value.args as [Value, Value];
    const [dividend, divisor] = regs(s, value);
    if (d.op !== 'const' || d.imm === 0) s.emit('trap_if_zero', [], [divisor]);
    if (op === 'sdiv' && (n.op !== 'const' || n.imm === INT_MIN) && (d.op !== 'const' || d.imm === -1))
      s.emit('trap_if_overflow', [], [dividend, divisor]);
    s.emit(op, [quotient], [dividend, divisor]);
  };

const remainder =
  (op: 'sdiv' | 'udiv'): Inline =>
  (s, value) => {
    const rest = s.resultOf(value, 0);
    const [, d] = value.args as [Value, Value];
    const [dividend, divisor] = regs(s, value);
    if (d.op !== 'const' || d.imm === 0) s.emit('trap_if_zero', [], [divisor]);
    const quotient = s.fresh();
    s.emit(op, [quotient], [dividend, divisor]);
    s.emit('mls', [rest], [quotient, divisor, dividend]);
  };

/**
 * Shifts of a pair by 0 .. 63. Register shifts take eight bits of the count and give 0 from 32 on (ARMv7-M ARM, A7.7.68), so
 * that of the two parts of the word that receives bits, the one that does not apply is 0.
 */
const shift64 =
  (toward: 'lsl' | 'lsr'): Inline =>
  (s, value) => {
    const [lo, hi] = s.pairOf(value);
    const [low, high, count] = regs(s, value);
    const isLeft = toward === 'lsl';
    const [from, into] = isLeft ? [low, high] : [high, low];
    const [outer, inner] = isLeft ? [lo, hi] : [hi, lo];
    const back = isLeft ? 'lsr' : 'lsl';
    const [up, down, kept, near, far, both] = Array.from({ length: 6 }, () => s.fresh()) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    s.emit('rsb', [up], [count], { imm: 32 });
    s.emit('sub', [down], [count], { imm: 32 });
    s.emit(toward, [kept], [into, count]);
    s.emit(back, [near], [from, up]);
    s.emit(toward, [far], [from, down]);
    s.emit('orr', [both], [kept, near]);
    s.emit('orr', [inner], [both, far]);
    s.emit(toward, [outer], [from, count]);
  };

/** Functions of assembly/arith/integer.ts for which this target has instructions. */
const inlines: Readonly<Record<string, Inline>> = {
  'rt.mul_wide_s': long('smull'),
  'rt.mul_wide_u': long('umull'),
  'rt.mul64': mul64,
  'rt.clz': unary('clz'),
  'rt.ctz': unary('rbit', 'clz'),
  'rt.div_s': divide('sdiv'),
  'rt.div_u': divide('udiv'),
  'rt.rem_s': remainder('sdiv'),
  'rt.rem_u': remainder('udiv'),
  'rt.shl64': shift64('lsl'),
  'rt.shr64_u': shift64('lsr'),
};

/** Makes a call of the support library in place, if this target can. */
export const inlineSupport = (s: Selection, value: Value): boolean => {
  const inline = Object.hasOwn(inlines, value.symbol) ? inlines[value.symbol] : undefined;
  inline?.(s, value);
  return inline !== undefined;
};

import type { FunctionBuilder } from '../ssa/function-builder.ts';
import type { CompareOp, Op, Value } from '../ssa/ir.ts';
import { checkSigned, checkUnsigned } from './sandbox/division.ts';
import type { Handler, Handlers } from './translation.ts';

// Core specification 4.3.2 and 4.4.1: instructions of i32.

const constant: Handler = (t, { operands: [value = 0] }) => {
  t.pushWord(t.b.constant(value));
};

type Unary = (b: FunctionBuilder, value: Value) => Value;
type Binary = (b: FunctionBuilder, left: Value, right: Value) => Value;

const unary =
  (make: Unary): Handler =>
  (t) => {
    t.pushWord(make(t.b, t.popWord()));
  };
const binary =
  (make: Binary): Handler =>
  (t) => {
    const right = t.popWord();
    t.pushWord(make(t.b, t.popWord(), right));
  };
const direct = (op: Op): Handler => binary((b, left, right) => b.value(op, [left, right]));

/** What ARMv6-M has no instruction for, the support library does. */
const called =
  (symbol: string): Unary =>
  (b, value) =>
    b.value('proj', [b.value('call', [value], 1, symbol)], 0);
/** The support library traps as WebAssembly does; in a sandbox what would trap is found out before. */
const division =
  (symbol: string, check: typeof checkUnsigned): Handler =>
  (t) => {
    const right = t.popWord();
    const left = t.popWord();
    check(t, { lo: left }, { lo: right });
    t.pushWord(t.b.value('proj', [t.b.value('call', [left, right], 1, symbol)], 0));
  };

/** Register shifts of Thumb take 8 bits of the count, WebAssembly 5. */
const shift = (op: Op): Handler =>
  binary((b, left, right) => b.value(op, [left, b.value('and', [right, b.constant(31)])]));
const rotateLeft: Binary = (b, left, right) =>
  b.value('rotr', [left, b.value('and', [b.value('sub', [b.constant(0), right]), b.constant(31)])]);

const compares: readonly CompareOp[] = ['eq', 'ne', 'lt_s', 'lt_u', 'gt_s', 'gt_u', 'le_s', 'le_u', 'ge_s', 'ge_u'];
const operations: readonly Op[] = ['add', 'sub', 'mul', 'and', 'or', 'xor', ...compares];

export const words: Handlers = {
  'i32.const': constant,
  ...Object.fromEntries(operations.map((op) => [`i32.${op}`, direct(op)])),
  ...Object.fromEntries((['shl', 'shr_s', 'shr_u'] as const).map((op) => [`i32.${op}`, shift(op)])),
  'i32.rotl': binary(rotateLeft),
  'i32.rotr': shift('rotr'),
  'i32.div_s': division('rt.div_s', checkSigned),
  'i32.div_u': division('rt.div_u', checkUnsigned),
  'i32.rem_s': division('rt.rem_s', checkUnsigned),
  'i32.rem_u': division('rt.rem_u', checkUnsigned),
  'i32.eqz': unary((b, value) => b.value('eq', [value, b.constant(0)])),
  'i32.clz': unary(called('rt.clz')),
  'i32.ctz': unary(called('rt.ctz')),
  'i32.popcnt': unary(called('rt.popcnt')),
  'i32.extend8_s': unary((b, value) => b.value('extend8_s', [value])),
  'i32.extend16_s': unary((b, value) => b.value('extend16_s', [value])),
  'i32.wrap_i64': (t) => {
    t.pushWord(t.popPair().lo);
  },
};

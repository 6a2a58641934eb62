import type { FunctionBuilder } from './function-builder.ts';
import type { CompareOp, LoadOp, Op, StoreOp, Value } from './ir.ts';

// WebAssembly core specification 5.4: the opcodes whose translation is one row.

type Binary = (b: FunctionBuilder, left: Value, right: Value) => Value;
const direct =
  (op: Op): Binary =>
  (b, left, right) =>
    b.value(op, [left, right]);
/** Division has no instruction on ARMv6-M: the support library does it, and traps as WebAssembly does. */
const support =
  (symbol: string): Binary =>
  (b, left, right) =>
    b.value('proj', [b.value('call', [left, right], 1, symbol)], 0);
/** Register shifts of Thumb take 8 bits of the count, WebAssembly 5. */
const shift =
  (op: Op): Binary =>
  (b, left, right) =>
    b.value(op, [left, b.value('and', [right, b.constant(31)])]);

export const i32Binary: Record<number, Binary> = {
  106: direct('add'),
  107: direct('sub'),
  108: direct('mul'),
  109: support('rt.div_s'),
  110: support('rt.div_u'),
  111: support('rt.rem_s'),
  112: support('rt.rem_u'),
  113: direct('and'),
  114: direct('or'),
  115: direct('xor'),
  116: shift('shl'),
  117: shift('shr_s'),
  118: shift('shr_u'),
  119: (b, left, right) =>
    b.value('rotr', [left, b.value('and', [b.value('sub', [b.constant(0), right]), b.constant(31)])]),
  120: shift('rotr'),
};

export const i32Compare: Record<number, CompareOp> = {
  70: 'eq',
  71: 'ne',
  72: 'lt_s',
  73: 'lt_u',
  74: 'gt_s',
  75: 'gt_u',
  76: 'le_s',
  77: 'le_u',
  78: 'ge_s',
  79: 'ge_u',
};

/** Width in bytes of the access, how it is extended, and whether the result is 64 bits wide. */
export interface Access<Op> {
  readonly op: Op;
  readonly bytes: 1 | 2 | 4 | 8;
  readonly wide: '' | 'signed' | 'unsigned';
}

export const loads: Record<number, Access<LoadOp>> = {
  40: { op: 'load32', bytes: 4, wide: '' },
  41: { op: 'load32', bytes: 8, wide: 'unsigned' },
  44: { op: 'load8_s', bytes: 1, wide: '' },
  45: { op: 'load8_u', bytes: 1, wide: '' },
  46: { op: 'load16_s', bytes: 2, wide: '' },
  47: { op: 'load16_u', bytes: 2, wide: '' },
  48: { op: 'load8_s', bytes: 1, wide: 'signed' },
  49: { op: 'load8_u', bytes: 1, wide: 'unsigned' },
  50: { op: 'load16_s', bytes: 2, wide: 'signed' },
  51: { op: 'load16_u', bytes: 2, wide: 'unsigned' },
  52: { op: 'load32', bytes: 4, wide: 'signed' },
  53: { op: 'load32', bytes: 4, wide: 'unsigned' },
};

export const stores: Record<number, Access<StoreOp>> = {
  54: { op: 'store32', bytes: 4, wide: '' },
  55: { op: 'store32', bytes: 8, wide: 'unsigned' },
  58: { op: 'store8', bytes: 1, wide: '' },
  59: { op: 'store16', bytes: 2, wide: '' },
  60: { op: 'store8', bytes: 1, wide: '' },
  61: { op: 'store16', bytes: 2, wide: '' },
  62: { op: 'store32', bytes: 4, wide: '' },
};

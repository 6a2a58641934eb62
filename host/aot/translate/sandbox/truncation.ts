import { Trap } from '../../../../assembly/shared/trap.ts';
import type { Entry, Translation } from '../translation.ts';

// Core specification 4.3.2, trunc: a float that is no number, or whose integer part does not fit, traps. Both are comparisons
// of the bits without the sign, which grow with the magnitude (IEEE 754-2019, 3.4).

const INFINITY = { f32: 0x7f80_0000n, f64: 0x7ff0_0000_0000_0000n };

/** The least magnitudes that do not fit, positive and negative: 2^31, 2^32, 2^63 or 2^64, and what is above -1 or that power. */
const limits: Readonly<Record<string, readonly [positive: bigint, negative: bigint]>> = {
  'i32.trunc_f32_s': [0x4f00_0000n, 0x4f00_0001n],
  'i32.trunc_f32_u': [0x4f80_0000n, 0x3f80_0000n],
  'i64.trunc_f32_s': [0x5f00_0000n, 0x5f00_0001n],
  'i64.trunc_f32_u': [0x5f80_0000n, 0x3f80_0000n],
  // -2^31 - 1: the fraction in front of it is cut off.
  'i32.trunc_f64_s': [0x41e0_0000_0000_0000n, 0x41e0_0000_0020_0000n],
  'i32.trunc_f64_u': [0x41f0_0000_0000_0000n, 0x3ff0_0000_0000_0000n],
  'i64.trunc_f64_s': [0x43e0_0000_0000_0000n, 0x43e0_0000_0000_0001n],
  'i64.trunc_f64_u': [0x43f0_0000_0000_0000n, 0x3ff0_0000_0000_0000n],
};

/** Looks at the float on the stack, and leaves it there. */
export const checkTruncation = (t: Translation, name: string): void => {
  const { b } = t;
  const value = t.pop();
  t.push(value);
  const top = value.hi ?? value.lo;
  const bare = b.value('and', [top, b.constant(0x7fff_ffff)]);
  const magnitude: Entry = value.hi ? { lo: value.lo, hi: bare } : { lo: bare };
  const constant = (bits: bigint): Entry => t.constant(value.hi ? 'f64' : 'f32', bits);
  const isAbove = (x: Entry, y: Entry) =>
    x.hi && y.hi ? b.value('less64_u', [y.lo, y.hi, x.lo, x.hi]) : b.value('gt_u', [x.lo, y.lo]);
  t.trapIf(isAbove(magnitude, constant(value.hi ? INFINITY.f64 : INFINITY.f32)), Trap.INVALID_CONVERSION);
  const [positive, negative] = limits[name] as readonly [bigint, bigint];
  const isNegative = b.value('lt_s', [top, b.constant(0)]);
  const [plus, minus] = [constant(positive - 1n), constant(negative - 1n)];
  const fits: Entry = {
    lo: b.value('select', [isNegative, minus.lo, plus.lo]),
    ...(plus.hi && minus.hi && { hi: b.value('select', [isNegative, minus.hi, plus.hi]) }),
  };
  t.trapIf(isAbove(magnitude, fits), Trap.INTEGER_OVERFLOW);
};

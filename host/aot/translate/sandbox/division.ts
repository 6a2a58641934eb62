import { Trap } from '../../../../assembly/shared/trap.ts';
import type { Entry, Translation } from '../translation.ts';

// Core specification 4.3.2, idiv and irem: no division by 0, no quotient that does not fit.

/** Whether a word or pair equals a number of its width. */
const equals = ({ b }: Translation, { lo, hi }: Entry, high: number, low: number) => {
  const differs = b.value('xor', [lo, b.constant(hi ? low : high)]);
  const both = hi ? b.value('or', [differs, b.value('xor', [hi, b.constant(high)])]) : differs;
  return b.value('eq', [both, b.constant(0)]);
};

export const checkUnsigned = (t: Translation, _dividend: Entry, divisor: Entry): void => {
  if (t.sandbox) t.trapIf(equals(t, divisor, 0, 0), Trap.DIVIDE_BY_ZERO);
};

/** The least number divided by -1 is one more than the greatest. */
export const checkSigned = (t: Translation, dividend: Entry, divisor: Entry): void => {
  if (!t.sandbox) return;
  checkUnsigned(t, dividend, divisor);
  const isLeast = equals(t, dividend, -0x8000_0000, 0);
  t.trapIf(t.b.value('and', [isLeast, equals(t, divisor, -1, -1)]), Trap.INTEGER_OVERFLOW);
};

import type { Timing } from './cycles.ts';
import { InItBlock, KEEPS_CARRY, type Operands, SINK, ZERO } from './operands.ts';

/**
 * An instruction's registers, shift and properties in one word:
 *
 *      31   30 29  28 27    23   22   21   20 19   15 14 10 9   5 4   0
 *     ┌───────┬──────┬────────┬──────┬───────┬───────┬─────┬─────┬─────┐
 *     │timing │  it  │  cost  │ wide │ carry │ shift │  m  │  n  │  d  │
 *     └───────┴──────┴────────┴──────┴───────┴───────┴─────┴─────┴─────┘
 */
export const packFields = (operands: Operands, isWide: boolean, cost: number, timing: Timing): number => {
  const { d = SINK, n = ZERO, m = ZERO, shift = 0, carry = KEEPS_CARRY, it = InItBlock.ANYWHERE } = operands;
  const registers = d | (n << 5) | (m << 10) | (shift << 15);
  return registers | (carry << 20) | (Number(isWide) << 22) | (cost << 23) | (it << 28) | (timing << 30);
};

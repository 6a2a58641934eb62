import type { Value } from '../ssa/ir.ts';
import { bitsBound } from '../ssa/simplify.ts';
import type { MakeIn } from './make-in.ts';

/** A 64-bit product of words that were only extended needs no more than the words' own. */
export const narrowProduct = (make: MakeIn, { op, symbol, args }: Value): Value | undefined => {
  if (op !== 'call' || symbol !== 'rt.mul64') return undefined;
  const [a, aHigh, b, bHigh] = args as [Value, Value, Value, Value];
  if (isZero(aHigh) && isZero(bHigh)) return make('call', [a, b], 2, 'rt.mul_wide_u');
  return isSignOf(aHigh, a) && isSignOf(bHigh, b) ? make('call', [a, b], 2, 'rt.mul_wide_s') : undefined;
};

const isZero = ({ op, imm }: Value): boolean => op === 'const' && imm === 0;

const isSignOf = (high: Value, low: Value): boolean => {
  if (high.op === 'const')
    return low.op === 'const' ? high.imm === low.imm >> 31 : high.imm === 0 && bitsBound(low) >= 0;
  const [source, by] = high.args;
  return high.op === 'shr_s' && source === low && by?.op === 'const' && by.imm === 31;
};

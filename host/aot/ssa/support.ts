import type { Value } from './ir.ts';

/** The support library's functions that write memory, or trap. */
const impure = /^rt\.(mem|div|rem|i(32|64)_trunc_f)/;

/** A call whose result its arguments alone decide. */
export const isPureCall = ({ op, symbol }: Value): boolean =>
  op === 'call' && symbol.startsWith('rt.') && !impure.test(symbol);

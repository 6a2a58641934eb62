import type { Value } from './ir.ts';

/** Of the support libraries. */
const library = /^(rt|float)\./;
/** Those of their functions that write memory, or trap. */
const impure = /^(rt\.(mem|div|rem)|float\.i(32|64)_trunc_f)/;

/** A call whose result its arguments alone decide. */
export const isPureCall = ({ op, symbol }: Value): boolean =>
  op === 'call' && library.test(symbol) && !impure.test(symbol);

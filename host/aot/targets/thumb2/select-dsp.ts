import type { Selection } from '../../machine/selection.ts';
import type { Value } from '../../ssa/ir.ts';
import { shiftOf } from './operands.ts';

const rotating = new Set(['sxtb16', 'uxtb16', 'sxtab16', 'uxtab16']);

/** A DSP instruction that the source asked for by name; extensions of bytes take a rotation with them. */
export const dsp = (s: Selection, value: Value): void => {
  const { symbol, args, imm } = value;
  const d = imm > 1 ? [...s.pairOf(value)] : [s.regOf(value)];
  const last = args.at(-1) as Value;
  const rotated = rotating.has(symbol) && s.isFoldable(last) ? shiftOf(last) : undefined;
  if (rotated?.shift.by === 'ror' && rotated.shift.amount % 8 === 0) {
    const uses = [...args.slice(0, -1), rotated.source].map((arg) => s.regOf(arg));
    return s.emit(symbol, d, uses, { imm: rotated.shift.amount });
  }
  const uses = args.map((arg) => s.regOf(arg));
  // A sum that only this instruction wants stays where it is: a chain of them then is one register's.
  const [sum] = uses.slice(2);
  const [to] = d;
  if (sum !== undefined && to !== undefined && s.usersOf(last).length === 1) {
    s.emit('mov', [to], [sum]);
    return s.emit(symbol, [to], [...uses.slice(0, 2), to]);
  }
  s.emit(symbol, d, uses);
};

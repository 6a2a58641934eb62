import type { Inst, Reg, Shift } from '../../machine/lir.ts';
import type { Selection } from '../../machine/selection.ts';
import type { Op, Value } from '../../ssa/ir.ts';
import { modifiedImmediate } from './immediates.ts';

/** What may stand last in a data-processing instruction: a register, perhaps shifted, or an immediate. */
export interface Operand {
  readonly uses: Reg[];
  readonly rest: Partial<Inst>;
}

const shifts: Partial<Record<Op, Shift['by']>> = { shl: 'lsl', shr_u: 'lsr', shr_s: 'asr', rotr: 'ror' };

/** The shift by a constant that `value` is, and what it shifts. */
export const shiftOf = (value: Value): { readonly source: Value; readonly shift: Shift } | undefined => {
  const by = shifts[value.op];
  const [source, count] = value.args;
  if (!by || !source || count?.op !== 'const' || count.imm === 0) return undefined;
  return { source, shift: { by, amount: count.imm & 31 } };
};

const registerOperand = (s: Selection, value: Value): Operand => ({ uses: [s.regOf(value)], rest: {} });

/** A register, with its shift where `value` is one that only this instruction needs. */
export const shiftedOperand = (s: Selection, value: Value): Operand => {
  const shifted = s.isFoldable(value) ? shiftOf(value) : undefined;
  return shifted ? { uses: [s.regOf(shifted.source)], rest: { shift: shifted.shift } } : registerOperand(s, value);
};

/** An immediate where the constant has the form of one. */
export const immediateOperand = (value: Value): Operand | undefined =>
  value.op === 'const' && modifiedImmediate(value.imm) !== undefined
    ? { uses: [], rest: { imm: value.imm } }
    : undefined;

export const operand = (s: Selection, value: Value): Operand => immediateOperand(value) ?? shiftedOperand(s, value);

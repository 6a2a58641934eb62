import type { Inst, Reg } from '../../machine/lir.ts';
import type { LoadOp, StoreOp, Value } from '../../ssa/ir.ts';

/** Largest immediate offset of each access (ARMv6-M ARM, A6.7: five bits, scaled). */
const reach: Record<string, number> = { load8_u: 31, store8: 31, load16_u: 62, store16: 62, load32: 124, store32: 124 };
const scale: Record<string, number> = { load8_u: 1, store8: 1, load16_u: 2, store16: 2, load32: 4, store32: 4 };

interface Address {
  readonly base: Value;
  readonly index?: Value;
  readonly offset: number;
}

/** What this part needs of the selection. */
export interface AccessSelection {
  readonly uses: ReadonlyMap<Value, number>;
  regOf(value: Value): Reg;
  fresh(): Reg;
  emit(op: string, defs: Reg[], uses: Reg[], rest?: Partial<Inst>): void;
  constant(imm: number): Reg;
}

const isOffset = (offset: number, access: string): boolean =>
  offset >= 0 && offset <= (reach[access] as number) && offset % (scale[access] as number) === 0;

/** Offsets that loads and stores take; signed loads only in two instructions. */
export const reaches = (op: LoadOp | StoreOp, offset: number): boolean => isOffset(offset, op.replace('_s', '_u'));

/** Whether the access takes the sum that is its address, and of no other use, as base and index. */
export const isIndexed = ({ isMisaligned, imm, args }: Value, uses: ReadonlyMap<Value, number>): boolean => {
  const [pointer] = args as [Value];
  const isSum = pointer.op === 'add' && pointer.args[1]?.op !== 'const';
  return isSum && imm === 0 && uses.get(pointer) === 1 && !isMisaligned;
};

const addressOf = (s: AccessSelection, value: Value): Address => {
  const pointer = value.args[0] as Value;
  const [base, index] = pointer.args as [Value, Value];
  return isIndexed(value, s.uses) ? { base, index, offset: 0 } : { base: pointer, offset: value.imm };
};

/** A load or store. */
export const access = (s: AccessSelection, value: Value): void => {
  const stored = value.args[1];
  const isSigned = value.op === 'load8_s' || value.op === 'load16_s';
  const plain = value.op.replace('_s', '_u');
  const address = addressOf(s, value);
  const { base, index, offset } = address;
  const data = stored ? [s.regOf(stored)] : [];
  const defs = stored ? [] : [s.regOf(value)];
  const fits = isOffset(offset, plain);
  if (value.isMisaligned) misaligned(s, value.op, address, data, defs);
  else if (index) s.emit(`${value.op}_reg`, defs, [...data, s.regOf(base), s.regOf(index)]);
  else if (fits && !isSigned) s.emit(`${value.op}_imm`, defs, [...data, s.regOf(base)], { imm: offset });
  else if (fits && offset > 0) {
    const raw = s.fresh();
    s.emit(`${plain}_imm`, [raw], [s.regOf(base)], { imm: offset });
    s.emit(value.op === 'load8_s' ? 'sxtb' : 'sxth', defs, [raw]);
  } else {
    const at = s.constant(offset);
    s.emit(`${value.op}_reg`, defs, [...data, s.regOf(base), at]);
  }
};

/**
 * The low bits of the address tell whether the access is one instruction or, seldom, a call: these cores fault on what is not
 * aligned (ARMv6-M ARM, A3.2).
 */
const misaligned = (s: AccessSelection, op: string, { base, offset }: Address, data: Reg[], defs: Reg[]): void => {
  const plain = op.replace('_s', '_u');
  let pointer = s.regOf(base);
  const fits = isOffset(offset, plain);
  if (!fits) {
    const sum = s.fresh();
    s.emit('adds', [sum], [pointer, s.constant(offset)]);
    pointer = sum;
  }
  const lowBits = scale[plain] === 4 ? 30 : 31;
  s.emit('lsls_imm', [s.fresh()], [pointer], { imm: lowBits, setsFlags: true });
  s.emit(`${op}_any`, defs, [...data, pointer], { imm: fits ? offset : 0, readsFlags: true });
};

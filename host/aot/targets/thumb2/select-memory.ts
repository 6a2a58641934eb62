import type { Inst, Reg } from '../../machine/lir.ts';
import type { Selection } from '../../machine/selection.ts';
import { isLoad, isStore, type LoadOp, type StoreOp, type Value } from '../../ssa/ir.ts';
import { shiftOf } from './operands.ts';

/** ARMv7-M ARM, A7.7.43: immediate offsets up to 4095, and down to -255. */
const MAX_OFFSET = 4095;
const MIN_OFFSET = -255;

const names: Record<LoadOp | StoreOp, string> = {
  load8_s: 'ldrsb',
  load8_u: 'ldrb',
  load16_s: 'ldrsh',
  load16_u: 'ldrh',
  load32: 'ldr',
  store8: 'strb',
  store16: 'strh',
  store32: 'str',
};

/** Offsets that loads and stores take. */
export const reaches = (offset: number): boolean => offset >= MIN_OFFSET && offset <= MAX_OFFSET;

interface Address {
  readonly uses: Reg[];
  readonly rest: Partial<Inst>;
}

/** Every user of a sum reads or writes memory there, without an offset: then the sum need not be made at all. */
const isOnlyAddress = (s: Selection, pointer: Value): boolean =>
  pointer.block === s.here &&
  s
    .usersOf(pointer)
    .every(
      (user) =>
        (isLoad(user.op) || isStore(user.op)) && user.imm === 0 && user.args[1] !== pointer && user.block === s.here,
    );

const indexed = (s: Selection, base: Value, index: Value): Address => {
  const shifted = shiftOf(index);
  if (shifted?.shift.by === 'lsl' && shifted.shift.amount <= 3 && index.block === s.here)
    return { uses: [s.regOf(base), s.regOf(shifted.source)], rest: { shift: shifted.shift } };
  return { uses: [s.regOf(base), s.regOf(index)], rest: {} };
};

const addressOf = (s: Selection, pointer: Value, offset: number): Address => {
  const [left, right] = pointer.args;
  if (pointer.op === 'add' && left && right && right.op !== 'const' && offset === 0 && isOnlyAddress(s, pointer)) {
    const isScaled = shiftOf(left)?.shift.by === 'lsl' && shiftOf(right)?.shift.by !== 'lsl';
    return isScaled ? indexed(s, right, left) : indexed(s, left, right);
  }
  if (reaches(offset)) return { uses: [s.regOf(pointer)], rest: { imm: offset } };
  return { uses: [s.regOf(pointer), s.constant(offset)], rest: {} };
};

/** A load or store with the address arithmetic that its instruction does for nothing. */
export const access = (s: Selection, value: Value): void => {
  const [pointer, stored] = value.args as [Value, Value | undefined];
  const { uses, rest } = addressOf(s, pointer, value.imm);
  const name = names[value.op as LoadOp | StoreOp];
  if (stored) s.emit(name, [], [s.regOf(stored), ...uses], rest);
  else s.emit(name, [s.regOf(value)], uses, rest);
};

import type { Inst, Reg } from '../../machine/lir.ts';
import { shiftTypes } from './encodings.ts';
import { modifiedImmediate } from './immediates.ts';

/** For each instruction, whether the flags that it may leave behind are never read: no block hands flags to another. */
export const flagsFreeAfter = (insts: readonly Inst[]): boolean[] => {
  const free: boolean[] = [];
  let isRead = false;
  for (let at = insts.length - 1; at >= 0; at--) {
    const inst = insts[at] as Inst;
    free[at] = !isRead;
    if (inst.setsFlags) isRead = false;
    if (inst.readsFlags || inst.op === 'bcc') isRead = true;
  }
  return free;
};

/** Instructions that can set N and Z by their result, at no cost. */
const canSetZero = new Set([
  'add',
  'sub',
  'rsb',
  'and',
  'orr',
  'eor',
  'bic',
  'orn',
  'mvn',
  'lsl',
  'lsr',
  'asr',
  'ror',
  'adc',
  'sbc',
]);
/** Conditions after `cmp r, #0` that N and Z alone decide, as they read after the instruction that made r. */
const byResult: Readonly<Record<string, string>> = { eq: 'eq', ne: 'ne', lt: 'mi', ge: 'pl', mi: 'mi', pl: 'pl' };
/** What may stand between an instruction and the reader of its flags. */
const isNeutral = ({ op, setsFlags }: Inst): boolean =>
  !setsFlags && (op === 'mov' || op.startsWith('ldr') || op.startsWith('str') || op === 'const');

/** `cmp r, #0` is idle behind the instruction that made r: that one sets the flags instead. */
export const withoutRedundantTests = (insts: readonly Inst[], place: (reg: Reg) => number): Inst[] => {
  const kept = [...insts];
  for (let at = kept.length - 1; at > 0; at--) {
    const inst = kept[at] as Inst;
    if (inst.op !== 'cmp' || inst.imm !== 0) continue;
    const reader = kept[at + 1];
    const condition = byResult[reader?.condition ?? ''];
    if (!reader || condition === undefined || isReadLater(kept, at + 2)) continue;
    const maker = makerOf(kept, at, place);
    if (maker === undefined) continue;
    kept[maker] = { ...(kept[maker] as Inst), setsFlags: true };
    kept[at + 1] = { ...reader, condition };
    kept.splice(at, 1);
  }
  return kept;
};

const isReadLater = (insts: readonly Inst[], from: number): boolean => {
  for (const { op, readsFlags, setsFlags } of insts.slice(from)) {
    if (readsFlags || op === 'bcc') return true;
    if (setsFlags) return false;
  }
  return false;
};

/** The 12-bit immediates of ADDW and SUBW have no form that sets flags. */
const hasFlagForm = ({ op, imm, defs }: Inst): boolean =>
  canSetZero.has(op) &&
  defs.length === 1 &&
  (imm === undefined || op in shiftTypes || modifiedImmediate(imm) !== undefined);

const makerOf = (insts: readonly Inst[], at: number, place: (reg: Reg) => number): number | undefined => {
  const tested = place((insts[at] as Inst).uses[0] as Reg);
  for (let maker = at - 1; maker >= 0; maker--) {
    const inst = insts[maker] as Inst;
    const makes = inst.defs.some((def) => place(def) === tested);
    if (makes) return hasFlagForm(inst) ? maker : undefined;
    if (!isNeutral(inst)) return undefined;
  }
  return undefined;
};

import { FIRST_VIRTUAL, type Inst, type MachineFunction, type Reg } from '../../machine/lir.ts';
import { liveOut } from '../../machine/liveness.ts';
import { memory } from './encodings.ts';

/** ARMv7-M ARM, A7.7.43: a pointer moves by up to 255 as it is used; offsets go down to -255. */
const MAX_STEP = 255;
const MIN_OFFSET = -255;

/**
 * Lets loads and stores of loops move their pointers: `ldrb r0, [r1]` and, further down, `add r1, #1` become
 * `ldrb r0, [r1], #1`, and accesses between them count from where the pointer then is.
 */
export const movePointers = (fn: MachineFunction): void => {
  const outs = liveOut(fn);
  for (const block of fn.blocks) {
    if (block.loopDepth === 0) continue;
    const out = outs.get(block) ?? new Set();
    for (let at = block.insts.length - 1; at > 0; at--) {
      const step = stepOf(block.insts[at] as Inst);
      if (!step || !isDeadBehind(block.insts, at, step.from, out)) continue;
      const users = accessesBefore(block.insts, at, step);
      if (users.length === 0) continue;
      const [first, ...between] = users;
      for (const user of between) rebase(block.insts[user] as Inst, step);
      block.insts.splice(at, 1);
      block.insts.splice(
        first as number,
        1,
        { op: 'mov', defs: [step.to], uses: [step.from] },
        moving(block.insts[first as number] as Inst, step),
      );
      // What stood before the step has taken its place.
      at++;
    }
  }
};

interface Step {
  readonly from: Reg;
  readonly to: Reg;
  readonly by: number;
}

const stepOf = ({ op, defs: [to], uses: [from, ...more], imm = 0, setsFlags, shift }: Inst): Step | undefined => {
  const by = op === 'add' ? imm : op === 'sub' ? -imm : 0;
  const isStep = by !== 0 && Math.abs(by) <= MAX_STEP && more.length === 0 && !setsFlags && !shift;
  if (!isStep || to === undefined || from === undefined || to === from) return undefined;
  return Math.min(to, from) < FIRST_VIRTUAL ? undefined : { from, to, by };
};

const isDeadBehind = (insts: readonly Inst[], at: number, reg: Reg, out: ReadonlySet<Reg>): boolean => {
  for (const { uses, defs } of insts.slice(at + 1)) {
    if (uses.includes(reg)) return false;
    if (defs.includes(reg)) return true;
  }
  return !out.has(reg);
};

/** The last access without an offset, and those behind it; empty where anything else wants the pointer as it was. */
const accessesBefore = (insts: readonly Inst[], end: number, { from, to, by }: Step): number[] => {
  const found: number[] = [];
  for (let at = end - 1; at >= 0; at--) {
    const inst = insts[at] as Inst;
    const { uses, defs } = inst;
    if (uses.includes(to) || defs.includes(to) || defs.includes(from)) return [];
    if (!uses.includes(from)) continue;
    const offset = offsetOf(inst, from);
    if (offset === undefined) return [];
    found.unshift(at);
    if (offset === 0) return found;
    if (offset - by < MIN_OFFSET) return [];
  }
  return [];
};

/** The constant offset of an access to what `pointer` points at, which does nothing else with it. */
const offsetOf = ({ op, defs, uses, imm = 0, shift, readsFlags }: Inst, pointer: Reg): number | undefined => {
  const isAccess = Object.hasOwn(memory, op) && !shift && !readsFlags;
  const base = op.startsWith('st') ? 1 : 0;
  return isAccess && uses.length === base + 1 && uses.indexOf(pointer) === base && defs[0] !== pointer
    ? imm
    : undefined;
};

const rebase = (inst: Inst, { from, to, by }: Step): void => {
  inst.uses = inst.uses.map((use) => (use === from ? to : use));
  inst.imm = (inst.imm ?? 0) - by;
};

const moving = (inst: Inst, { from, to, by }: Step): Inst => ({
  ...inst,
  op: `${inst.op}_post`,
  defs: [...inst.defs, to],
  uses: inst.uses.map((use) => (use === from ? to : use)),
  imm: by,
});

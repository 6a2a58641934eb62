import { type Inst, isMove, type Reg } from './lir.ts';

/** Instructions over which a register is kept for the next reload: more would make registers scarce again. */
const NEAR = 3;

interface Held {
  readonly temporary: Reg;
  at: number;
}

/**
 * Behind spilling every use has a reload of its own. One that comes soon after another, or after the store, takes the register
 * that still holds the value.
 */
export const forwardReloads = (
  insts: readonly Inst[],
  spilled: ReadonlySet<Reg>,
  temporaries: ReadonlySet<Reg>,
): Inst[] => {
  const held = new Map<Reg, Held>();
  const same = new Map<Reg, Reg>();
  const out: Inst[] = [];
  insts.forEach((inst, index) => {
    inst.uses = inst.uses.map((use) => same.get(use) ?? use);
    const reload = reloadOf(inst, spilled, temporaries);
    if (!reload) forget(held, inst);
    const store = storeOf(inst, spilled, temporaries);
    if (store) held.set(store.slot, { temporary: store.temporary, at: out.length + 1 });
    if (reload) {
      const { slot, temporary } = reload;
      const known = held.get(slot);
      if (!isOnlyRead(insts, index, temporary)) held.delete(slot);
      else if (known && out.length - known.at <= NEAR) {
        same.set(temporary, known.temporary);
        known.at = out.length;
        return;
      } else held.set(slot, { temporary, at: out.length + 1 });
    }
    out.push(inst);
  });
  return out;
};

interface SlotMove {
  readonly slot: Reg;
  readonly temporary: Reg;
}

const reloadOf = (inst: Inst, spilled: ReadonlySet<Reg>, temporaries: ReadonlySet<Reg>): SlotMove | undefined => {
  const [temporary, slot] = [inst.defs[0] as Reg, inst.uses[0] as Reg];
  return isMove(inst) && spilled.has(slot) && temporaries.has(temporary) ? { slot, temporary } : undefined;
};

const storeOf = (inst: Inst, spilled: ReadonlySet<Reg>, temporaries: ReadonlySet<Reg>): SlotMove | undefined => {
  const [slot, temporary] = [inst.defs[0] as Reg, inst.uses[0] as Reg];
  return isMove(inst) && spilled.has(slot) && temporaries.has(temporary) ? { slot, temporary } : undefined;
};

/** The one user of a temporary neither overwrites it nor is itself a move, which may vanish. */
const isOnlyRead = (insts: readonly Inst[], at: number, temporary: Reg): boolean => {
  const user = insts.slice(at + 1).find(({ uses }) => uses.includes(temporary));
  return user !== undefined && !user.defs.includes(temporary) && !isMove(user);
};

/** What an instruction overwrites no longer holds, nor is held. */
const forget = (held: Map<Reg, Held>, { defs, clobbers }: Inst): void => {
  if (clobbers) held.clear();
  for (const [slot, { temporary }] of held) if (defs.includes(slot) || defs.includes(temporary)) held.delete(slot);
};

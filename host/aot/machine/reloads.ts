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
    const reload = slotMove(inst, inst.uses[0], inst.defs[0], spilled, temporaries);
    if (!reload) forget(held, inst);
    const store = slotMove(inst, inst.defs[0], inst.uses[0], spilled, temporaries);
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

/** A move from a slot to a temporary, or back. */
const slotMove = (
  inst: Inst,
  slot: Reg | undefined,
  temporary: Reg | undefined,
  spilled: ReadonlySet<Reg>,
  temporaries: ReadonlySet<Reg>,
): SlotMove | undefined => {
  if (!isMove(inst) || slot === undefined || temporary === undefined) return undefined;
  return spilled.has(slot) && temporaries.has(temporary) ? { slot, temporary } : undefined;
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

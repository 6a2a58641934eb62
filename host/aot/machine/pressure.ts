import { spillWeights } from './interference.ts';
import { FIRST_VIRTUAL, type MachineFunction, type Reg } from './lir.ts';
import { liveOut } from './liveness.ts';

/** No target has so many registers; below, the interference graph decides better. */
const MANY = 64;

/**
 * The least used of the values of which more than `MANY` are alive at once. Spilling them first keeps the graph linear in the
 * length of the function, where it would be as large as the square of the values alive.
 */
export const crowd = (fn: MachineFunction): Reg[] => {
  const chosen = new Set<Reg>();
  const weights = spillWeights(fn);
  const outs = liveOut(fn);
  for (const block of fn.blocks) {
    const live = new Set<Reg>();
    const add = (reg: Reg) => {
      if (reg < FIRST_VIRTUAL || chosen.has(reg)) return;
      live.add(reg);
      if (live.size <= MANY) return;
      let least = reg;
      for (const other of live) if ((weights.get(other) ?? 0) < (weights.get(least) ?? 0)) least = other;
      chosen.add(least);
      live.delete(least);
    };
    for (const reg of outs.get(block) ?? []) add(reg);
    for (const { defs, uses } of [...block.insts].reverse()) {
      for (const def of defs) live.delete(def);
      for (const use of uses) add(use);
    }
  }
  return [...chosen];
};

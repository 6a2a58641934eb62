import { isMove, type MachineFunction, type Reg } from './lir.ts';
import { liveOut } from './liveness.ts';

/** Which virtual registers are alive together, the moves between them, and what each costs to spill. */
export interface Interference {
  readonly neighbours: Map<Reg, Set<Reg>>;
  readonly moves: { readonly to: Reg; readonly from: Reg; readonly weight: number }[];
  readonly weights: Map<Reg, number>;
}

/** How often a block is assumed to run per call. */
const frequency = (loopDepth: number): number => 10 ** Math.min(loopDepth, 6);

export const interference = (fn: MachineFunction): Interference => {
  const neighbours = new Map<Reg, Set<Reg>>();
  const moves: Interference['moves'] = [];
  const weights = new Map<Reg, number>();
  const of = (reg: Reg): Set<Reg> => {
    let set = neighbours.get(reg);
    if (!set) {
      set = new Set();
      neighbours.set(reg, set);
    }
    return set;
  };
  const connect = (a: Reg, b: Reg) => {
    if (a === b || fn.slots.has(a) !== fn.slots.has(b)) {
      // A slot meets only slots and the high registers that calls destroy.
      if (a === b || (a >= 16 && b >= 16)) return;
    }
    of(a).add(b);
    of(b).add(a);
  };
  const outs = liveOut(fn);
  for (const block of fn.blocks) {
    const live = new Set(outs.get(block));
    const weight = frequency(block.loopDepth);
    for (const inst of [...block.insts].reverse()) {
      const moved = isMove(inst) ? inst.uses[0] : undefined;
      for (const def of inst.defs) {
        of(def);
        for (const other of live) if (other !== moved) connect(def, other);
        for (const other of inst.defs) connect(def, other);
        weights.set(def, (weights.get(def) ?? 0) + weight);
      }
      for (const clobbered of inst.clobbers ?? [])
        for (const other of live) if (!inst.defs.includes(other)) connect(clobbered, other);
      if (moved !== undefined) moves.push({ to: inst.defs[0] as Reg, from: moved, weight });
      for (const def of inst.defs) live.delete(def);
      for (const use of inst.uses) {
        of(use);
        live.add(use);
        weights.set(use, (weights.get(use) ?? 0) + weight);
      }
    }
  }
  return { neighbours, moves, weights };
};

import { tooLarge } from '../too-large.ts';
import { FIRST_VIRTUAL, type Inst, isMove, type MachineFunction, type Reg } from './lir.ts';
import { liveOut } from './liveness.ts';

/** Which registers are alive together, the moves between them, and what each costs to spill. */
export interface Interference {
  readonly neighbours: Map<Reg, Set<Reg>>;
  readonly moves: { readonly to: Reg; readonly from: Reg; readonly weight: number; readonly isEager: boolean }[];
  readonly weights: Map<Reg, number>;
}

const MAX_TESTS = 8_000_000;

/** How often a block is assumed to run per call. */
export const frequency = (loopDepth: number): number => 10 ** Math.min(loopDepth, 6);

/** What an instruction costs more, at most, for each of its registers that is kept outside the general ones. */
export type SpillCost = (inst: Inst) => number;

/** What each virtual register costs if it is kept outside the general ones: its uses and definitions. */
export const spillWeights = (fn: MachineFunction, cost: SpillCost = () => 1): Map<Reg, number> => {
  const weights = new Map<Reg, number>();
  for (const { insts, loopDepth } of fn.blocks)
    for (const inst of insts) {
      const weight = frequency(loopDepth) * cost(inst);
      for (const reg of [...inst.defs, ...inst.uses]) weights.set(reg, (weights.get(reg) ?? 0) + weight);
    }
  return weights;
};

/** The graph of the machine's registers and those virtual ones that `concerns` names: spilled values, or all others. */
export const interference = (fn: MachineFunction, concerns: (reg: Reg) => boolean, cost?: SpillCost): Interference => {
  const neighbours = new Map<Reg, Set<Reg>>();
  const moves: Interference['moves'] = [];
  const counts = (reg: Reg) => reg < FIRST_VIRTUAL || concerns(reg);
  const of = (reg: Reg): Set<Reg> => {
    let set = neighbours.get(reg);
    if (!set) {
      set = new Set();
      neighbours.set(reg, set);
    }
    return set;
  };
  const connect = (a: Reg, b: Reg) => {
    if (a === b) return;
    of(a).add(b);
    of(b).add(a);
  };
  const outs = liveOut(fn);
  let tests = 0;
  for (const block of fn.blocks) {
    const live = new Set<Reg>();
    for (const reg of outs.get(block) ?? []) if (counts(reg)) live.add(reg);
    const weight = frequency(block.loopDepth);
    for (const inst of [...block.insts].reverse()) {
      const moved = isMove(inst) ? inst.uses[0] : undefined;
      const defs = inst.defs.filter(counts);
      tests += defs.length * live.size;
      if (tests > MAX_TESTS) throw tooLarge(fn.symbol, 'too many values are alive together');
      for (const def of defs) {
        of(def);
        for (const other of live) if (other !== moved) connect(def, other);
        for (const other of defs) connect(def, other);
      }
      for (const clobbered of inst.clobbers ?? [])
        for (const other of live) if (!defs.includes(other)) connect(clobbered, other);
      if (moved !== undefined)
        moves.push({ to: inst.defs[0] as Reg, from: moved, weight, isEager: inst.takesHigh === true });
      for (const def of defs) live.delete(def);
      for (const use of inst.uses) {
        if (!counts(use)) continue;
        of(use);
        live.add(use);
      }
    }
  }
  return { neighbours, moves, weights: spillWeights(fn, cost) };
};

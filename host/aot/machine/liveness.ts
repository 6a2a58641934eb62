import { tooLarge } from '../too-large.ts';
import type { MachineBlock, MachineFunction, Reg } from './lir.ts';

const MAX_ENTRIES = 3_000_000;

/** Registers live at the end of each block. */
export const liveOut = (fn: MachineFunction): Map<MachineBlock, Set<Reg>> => {
  const ins = new Map<MachineBlock, Set<Reg>>(fn.blocks.map((block) => [block, new Set()]));
  const outs = new Map<MachineBlock, Set<Reg>>(fn.blocks.map((block) => [block, new Set()]));
  const backwards = [...fn.blocks].reverse();
  const facts = new Map(
    backwards.map((block) => {
      const used = new Set<Reg>();
      const defined = new Set<Reg>();
      for (const inst of block.insts) {
        for (const use of inst.uses) if (!defined.has(use)) used.add(use);
        for (const def of inst.defs) defined.add(def);
      }
      return [block, { used, defined }];
    }),
  );
  let entries = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of backwards) {
      const out = outs.get(block) as Set<Reg>;
      for (const successor of block.successors) for (const reg of ins.get(successor) as Set<Reg>) out.add(reg);
      const into = ins.get(block) as Set<Reg>;
      const before = into.size;
      const { used, defined } = facts.get(block) as { used: Set<Reg>; defined: Set<Reg> };
      for (const reg of used) into.add(reg);
      for (const reg of out) if (!defined.has(reg)) into.add(reg);
      if (into.size === before) continue;
      changed = true;
      entries += into.size - before;
      if (entries > MAX_ENTRIES) throw tooLarge(fn.symbol, 'too many values live across too many blocks');
    }
  }
  return outs;
};

import type { Inst, MachineBlock, MachineFunction } from './lir.ts';

/** Where a jump to a block ends up: blocks that only jump on need not be emitted. `isNothing` tells moves in place. */
export const landings = (
  fn: MachineFunction,
  isNothing: (inst: Inst) => boolean,
): ((block: MachineBlock) => MachineBlock) => {
  const known = new Map<MachineBlock, MachineBlock>();
  const place = new Map(fn.blocks.map((block, at) => [block, at]));
  const entries = new Set(
    fn.blocks.flatMap(({ insts }) => insts.flatMap((inst) => (inst.op === 'tbb' ? (inst.targets ?? []) : []))),
  );
  // Tables only lead forwards.
  const isForwards = (from: MachineBlock, to: MachineBlock) => (place.get(from) ?? 0) <= (place.get(to) ?? 0);
  return (block) => {
    const passed: MachineBlock[] = [];
    let at = block;
    while (!known.has(at)) {
      passed.push(at);
      // Blocks that jump in a circle meet again in one of them.
      known.set(at, at);
      const [only, ...more] = at.insts.filter((inst) => !isNothing(inst));
      if (only?.op !== 'b' || more.length > 0 || at === fn.blocks[0]) break;
      at = (only.targets as MachineBlock[])[0] as MachineBlock;
    }
    const end = known.get(at) as MachineBlock;
    for (const one of passed) known.set(one, entries.has(one) && !isForwards(one, end) ? one : end);
    return known.get(block) as MachineBlock;
  };
};

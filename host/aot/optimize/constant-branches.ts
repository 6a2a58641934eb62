import type { Block, SsaFunction } from '../ssa/ir.ts';

/** Branches whose outcome is known, or does not matter, become jumps; true where there were any. */
export const foldConstantBranches = (fn: SsaFunction): boolean => {
  let isChanged = false;
  for (const block of fn.blocks) {
    const { terminator } = block;
    if (terminator.kind !== 'branch') continue;
    const { condition, then, otherwise, at: origin = 0 } = terminator;
    if (condition.op !== 'const' && !(then === otherwise && isSameEitherWay(block, then))) continue;
    const [taken, dropped] = condition.op === 'const' && condition.imm === 0 ? [otherwise, then] : [then, otherwise];
    block.terminator = { kind: 'jump', to: taken, at: origin };
    isChanged = true;
    const at = dropped.predecessors.lastIndexOf(block);
    dropped.predecessors.splice(at, 1);
    for (const phi of dropped.phis) phi.args.splice(at, 1);
  }
  return isChanged;
};

const isSameEitherWay = (from: Block, to: Block): boolean => {
  const [first, last] = [to.predecessors.indexOf(from), to.predecessors.lastIndexOf(from)];
  return to.phis.every(({ args }) => args[first] === args[last]);
};

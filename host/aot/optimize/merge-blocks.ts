import { type Block, resolve, type SsaFunction, successors } from '../ssa/ir.ts';

/** A block that ends in a jump and the one that is reached from nowhere else become one. */
export const mergeBlocks = (fn: SsaFunction): void => {
  const merged = new Set<Block>();
  for (const block of fn.blocks) {
    if (merged.has(block)) continue;
    for (let next = onlyNext(block); next && next !== fn.entry; next = onlyNext(block)) {
      merged.add(next);
      for (const phi of next.phis) phi.forward = resolve(phi.args[0] ?? phi);
      for (const value of next.body) value.block = block;
      block.body.push(...next.body);
      block.terminator = next.terminator;
      for (const { predecessors } of successors(block)) predecessors.splice(predecessors.indexOf(next), 1, block);
    }
  }
  fn.blocks = fn.blocks.filter((block) => !merged.has(block));
};

const onlyNext = (block: Block): Block | undefined => {
  if (block.terminator.kind !== 'jump') return undefined;
  const { to } = block.terminator;
  return to !== block && to.predecessors.length === 1 ? to : undefined;
};

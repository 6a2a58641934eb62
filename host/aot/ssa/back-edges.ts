import { type Loop, naturalLoops } from './control-flow.ts';
import { type Block, type SsaFunction, successors, terminatorArgs, type Value } from './ir.ts';
import { type Use, usesOf } from './uses.ts';

/** The block's way back to the start of a loop on which the copies for the next turn may be made before the branch is taken. */
export const backEdges = (fn: SsaFunction): Map<Block, Block> => {
  const found = new Map<Block, Block>();
  const users = usesOf(fn);
  for (const loop of naturalLoops(fn.blocks))
    for (const latch of loop.header.predecessors)
      if (loop.blocks.has(latch) && latch.terminator.kind === 'branch' && mayCopyEarly(loop, latch, users))
        found.set(latch, loop.header);
  return found;
};

/** Nobody who leaves the loop here wants the values of this turn, nor does the branch itself. */
const mayCopyEarly = ({ header, blocks }: Loop, latch: Block, users: ReadonlyMap<Value, readonly Use[]>): boolean => {
  const [one, other] = successors(latch);
  if (one === other) return false;
  const read = cone(latch, terminatorArgs(latch), users);
  return header.phis.every(
    (phi) =>
      !read.has(phi) &&
      (users.get(phi) ?? []).every(
        ({ block, by }) => blocks.has(block) && (by?.op !== 'phi' || block !== latch || by.block === header),
      ),
  );
};

/** What the branch may read as part of its own instructions: operands, and those of operands that only it has. */
const cone = (block: Block, values: readonly Value[], users: ReadonlyMap<Value, readonly Use[]>): Set<Value> => {
  const found = new Set(values);
  for (const value of found)
    if (value.op !== 'phi' && value.block === block && users.get(value)?.length === 1)
      for (const arg of value.args) found.add(arg);
  return found;
};

import { type Loop, naturalLoops } from './control-flow.ts';
import { type Block, type SsaFunction, successors, terminatorArgs, type Value } from './ir.ts';

/** The block's way back to the start of a loop on which the copies for the next turn may be made before the branch is taken. */
export const backEdges = (fn: SsaFunction): Map<Block, Block> => {
  const found = new Map<Block, Block>();
  const users = usersOf(fn);
  for (const loop of naturalLoops(fn.blocks))
    for (const latch of loop.header.predecessors)
      if (loop.blocks.has(latch) && latch.terminator.kind === 'branch' && mayCopyEarly(loop, latch, users))
        found.set(latch, loop.header);
  return found;
};

interface Use {
  /** Where the value must still be there: for a phi the end of the block before. */
  readonly block: Block;
  /** The phi's own block. */
  readonly to?: Block;
}

/** Nobody who leaves the loop here wants the values of this turn, nor does the branch itself. */
const mayCopyEarly = ({ header, blocks }: Loop, latch: Block, users: ReadonlyMap<Value, readonly Use[]>): boolean => {
  const [one, other] = successors(latch);
  if (one === other) return false;
  const read = cone(latch, terminatorArgs(latch), users);
  return header.phis.every(
    (phi) =>
      !read.has(phi) &&
      (users.get(phi) ?? []).every(({ block, to }) => blocks.has(block) && (!to || block !== latch || to === header)),
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

const usersOf = (fn: SsaFunction): Map<Value, Use[]> => {
  const users = new Map<Value, Use[]>();
  const add = (value: Value, use: Use) => {
    const known = users.get(value);
    if (known) known.push(use);
    else users.set(value, [use]);
  };
  for (const block of fn.blocks) {
    for (const phi of block.phis)
      phi.args.forEach((arg, at) => {
        add(arg, { block: block.predecessors[at] as Block, to: block });
      });
    for (const value of block.body) for (const arg of value.args) add(arg, { block });
    for (const arg of terminatorArgs(block)) add(arg, { block });
  }
  return users;
};

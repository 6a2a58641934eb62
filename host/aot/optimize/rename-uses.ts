import { type Block, mapTerminatorArgs, type SsaFunction, type Value } from '../ssa/ir.ts';
import { makePhi } from './make-in.ts';

/** What each of some values is called from the start of some blocks on, where it got another definition. */
export type Names = ReadonlyMap<Value, ReadonlyMap<Block, Value>>;

/**
 * Gives every use of values with new names the one that reaches it, through new phis where several do: the repair of static
 * single assignment form after a block was copied. `home` is the block that still defines the values under their own names.
 */
export const renameUses = (fn: SsaFunction, home: Block, names: Names): void => {
  const reached = new Map<Value, Map<Block, Value>>([...names].map(([value, starts]) => [value, new Map(starts)]));
  const open: { phi: Value; of: Value }[] = [];
  const atStart = (value: Value, block: Block): Value => {
    const known = reached.get(value) as Map<Block, Value>;
    const passed: Block[] = [];
    let name = known.get(block);
    for (let at = block; !name; name = name ?? known.get(at)) {
      passed.push(at);
      const [only, ...others] = at.predecessors;
      if (!only) name = value;
      else if (others.length > 0) {
        name = makePhi(fn, at, []);
        open.push({ phi: name, of: value });
      } else if (only === home) name = value;
      else at = only;
    }
    for (const at of passed) known.set(at, name);
    return name;
  };
  const atEnd = (value: Value, block: Block): Value => (block === home ? value : atStart(value, block));
  const inBlock = (block: Block) => (value: Value) => (reached.has(value) ? atStart(value, block) : value);
  for (const block of fn.blocks) {
    const madeBefore = [...block.phis];
    for (const phi of madeBefore)
      phi.args = phi.args.map((arg, at) => (reached.has(arg) ? atEnd(arg, block.predecessors[at] as Block) : arg));
    if (block === home) continue;
    for (const value of block.body) value.args = value.args.map(inBlock(block));
    mapTerminatorArgs(block, inBlock(block));
  }
  for (let next = open.pop(); next; next = open.pop()) {
    const { phi, of } = next;
    phi.args = phi.block.predecessors.map((before) => atEnd(of, before));
  }
};

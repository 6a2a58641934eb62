import { type Block, type SsaFunction, terminatorArgs, type Value } from './ir.ts';

/** Where a value is read. */
export interface Use {
  /** Where it must still be there: for a phi the end of the block before. */
  readonly block: Block;
  /** Absent for a terminator. */
  readonly by?: Value;
}

export const usesOf = (fn: SsaFunction): Map<Value, Use[]> => {
  const uses = new Map<Value, Use[]>();
  const add = (value: Value, use: Use) => {
    const known = uses.get(value);
    if (known) known.push(use);
    else uses.set(value, [use]);
  };
  for (const block of fn.blocks) {
    for (const by of block.phis)
      by.args.forEach((arg, at) => {
        add(arg, { block: block.predecessors[at] as Block, by });
      });
    for (const by of block.body) for (const arg of by.args) add(arg, { block, by });
    for (const arg of terminatorArgs(block)) add(arg, { block });
  }
  return uses;
};

/** How often each value is read. */
export const countUses = (fn: SsaFunction): Map<Value, number> => {
  const uses = new Map<Value, number>();
  const count = (value: Value) => uses.set(value, (uses.get(value) ?? 0) + 1);
  for (const block of fn.blocks) {
    for (const { args } of [...block.phis, ...block.body]) args.forEach(count);
    terminatorArgs(block).forEach(count);
  }
  return uses;
};

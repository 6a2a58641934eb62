import { dominatorTree } from '../ssa/control-flow.ts';
import {
  type Block,
  hasEffect,
  isConstant,
  isLoad,
  mapTerminatorArgs,
  mayWrite,
  resolve,
  resolveArgs,
  type SsaFunction,
  type Value,
} from '../ssa/ir.ts';

/** Equal pure computations dominated by one another become one; loads only within a block, between stores. */
export const numberValues = (fn: SsaFunction): void => {
  gatherConstants(fn);
  const children = dominatorTree(fn.blocks);
  const known = new Map<string, Value>();
  /** Numbers one block; gives the keys that it added. */
  const number = (block: Block): string[] => {
    const added: string[] = [];
    let loads = new Map<string, Value>();
    for (const value of block.body) {
      resolveArgs(value);
      if (mayWrite(value)) loads = new Map();
      if (hasEffect(value)) continue;
      const name = keyOf(value);
      const table = isLoad(value.op) ? loads : known;
      const same = table.get(name);
      if (same) value.forward = same;
      else table.set(name, value);
      if (!same && table === known) added.push(name);
    }
    mapTerminatorArgs(block, resolve);
    return added;
  };
  // Down the tree of dominators; a list of keys marks where its block's part of the tree is done.
  const work: (Block | string[])[] = [fn.entry];
  for (let next = work.pop(); next; next = work.pop()) {
    if (Array.isArray(next)) for (const name of next) known.delete(name);
    else work.push(number(next), ...(children.get(next) ?? []));
  }
};

/** Constants are made where they are needed: one of each stands in the entry, whoever uses it. */
const gatherConstants = (fn: SsaFunction): void => {
  const known = new Map<string, Value>();
  for (const block of fn.blocks)
    block.body = block.body.filter((value) => {
      if (!isConstant(value)) return true;
      const key = keyOf(value);
      const same = known.get(key);
      if (same) value.forward = same;
      else known.set(key, value);
      return false;
    });
  for (const value of known.values()) value.block = fn.entry;
  fn.entry.body.unshift(...known.values());
};

const keyOf = ({ op, imm, symbol, args }: Value): string => {
  let key = `${op} ${imm} ${symbol}`;
  for (const { id } of args) key += ` ${id}`;
  return key;
};

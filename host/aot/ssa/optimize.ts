import { dominators, tidy } from './control-flow.ts';
import {
  type Block,
  hasEffect,
  isLoad,
  isStore,
  mapTerminatorArgs,
  resolve,
  type SsaFunction,
  terminatorArgs,
  type Value,
} from './ir.ts';
import { schedule } from './schedule.ts';

/** Target-independent clean-up of one function, in place. */
export const optimize = (fn: SsaFunction): void => {
  tidy(fn);
  foldConstantBranches(fn);
  tidy(fn);
  numberValues(fn);
  tidy(fn);
  removeDead(fn);
  schedule(fn);
};

const foldConstantBranches = (fn: SsaFunction): void => {
  for (const block of fn.blocks) {
    const { terminator } = block;
    if (terminator.kind !== 'branch') continue;
    const { condition, then, otherwise } = terminator;
    if (condition.op !== 'const' && then !== otherwise) continue;
    const [taken, dropped] = condition.op === 'const' && condition.imm === 0 ? [otherwise, then] : [then, otherwise];
    block.terminator = { kind: 'jump', to: taken };
    const at = dropped.predecessors.lastIndexOf(block);
    dropped.predecessors.splice(at, 1);
    for (const phi of dropped.phis) phi.args.splice(at, 1);
  }
};

/** Equal pure computations dominated by one another become one; loads only within a block, between stores. */
const numberValues = (fn: SsaFunction): void => {
  const idom = dominators(fn.blocks);
  const children = new Map<Block, Block[]>(fn.blocks.map((block) => [block, []]));
  for (const block of fn.blocks.slice(1)) children.get(idom.get(block) as Block)?.push(block);
  const key = (value: Value) =>
    `${value.op} ${value.imm} ${value.symbol} ${value.args.map((arg) => resolve(arg).id).join(' ')}`;
  const known = new Map<string, Value>();
  /** Numbers one block; gives the keys that it added. */
  const number = (block: Block): string[] => {
    const added: string[] = [];
    let loads = new Map<string, Value>();
    for (const value of block.body) {
      value.args = value.args.map(resolve);
      if (isStore(value.op) || hasEffect(value)) {
        loads = new Map();
        continue;
      }
      const name = key(value);
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

const removeDead = (fn: SsaFunction): void => {
  const live = new Set<Value>();
  const work: Value[] = [];
  for (const block of fn.blocks) work.push(...terminatorArgs(block), ...block.body.filter(hasEffect));
  for (let value = work.pop(); value; value = work.pop()) {
    if (live.has(value)) continue;
    live.add(value);
    work.push(...value.args);
  }
  for (const block of fn.blocks) {
    block.phis = block.phis.filter((phi) => live.has(phi));
    block.body = block.body.filter((value) => live.has(value));
  }
};

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
  const children = new Map<Block, Block[]>();
  for (const block of fn.blocks.slice(1)) {
    const parent = idom.get(block) as Block;
    children.set(parent, [...(children.get(parent) ?? []), block]);
  }
  const key = (value: Value) =>
    `${value.op} ${value.imm} ${value.symbol} ${value.args.map((arg) => resolve(arg).id).join(' ')}`;
  const visit = (block: Block, inherited: ReadonlyMap<string, Value>): void => {
    const known = new Map(inherited);
    let loadsKnown = new Map<string, Value>();
    for (const value of block.body) {
      value.args = value.args.map(resolve);
      if (isStore(value.op) || hasEffect(value)) {
        loadsKnown = new Map();
        continue;
      }
      const table = isLoad(value.op) ? loadsKnown : known;
      const same = table.get(key(value));
      if (same) value.forward = same;
      else table.set(key(value), value);
    }
    mapTerminatorArgs(block, resolve);
    for (const child of children.get(block) ?? []) visit(child, known);
  };
  visit(fn.entry, new Map());
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

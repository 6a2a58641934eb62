import { Block, hasEffect, isConstant, isLoad, type SsaFunction, successors, type Value } from '../ssa/ir.ts';
import { countUses } from '../ssa/uses.ts';

/**
 * A selection whose one operand is computed for it alone becomes a branch around the computation. On a processor that selects
 * by branching over a move anyway that costs nothing, and mostly saves what would be thrown away. True where any did.
 */
export const branchSelects = (fn: SsaFunction): boolean => {
  const uses = countUses(fn);
  const work = [...fn.blocks];
  const before = fn.blocks.length;
  for (let block = work.pop(); block; block = work.pop()) {
    const found = firstOf(block, uses);
    if (found) work.push(split(fn, block, found));
  }
  return fn.blocks.length > before;
};

interface Branched {
  readonly select: Value;
  /** What is computed for one of its operands alone, in order. */
  readonly chain: readonly Value[];
  /** Whether that is the operand that is taken where the condition holds. */
  readonly isThen: boolean;
}

const firstOf = (block: Block, uses: ReadonlyMap<Value, number>): Branched | undefined => {
  for (const select of block.body) {
    if (select.op !== 'select') continue;
    const [yes, no] = select.args.slice(1).map((operand) => chainOf(operand, block, uses)) as [Value[], Value[]];
    const chain = yes.length >= no.length ? yes : no;
    if (chain.length > 0) return { select, chain, isThen: chain === yes };
  }
  return undefined;
};

/** An operand and what only it is made of; neither loads, which stores may stand behind, nor what has an effect. */
const chainOf = (value: Value, block: Block, uses: ReadonlyMap<Value, number>): Value[] => {
  const isFixed = value.block !== block || ['param', 'phi', 'proj'].includes(value.op) || isConstant(value);
  if (isFixed || isLoad(value.op) || hasEffect(value) || uses.get(value) !== 1) return [];
  return [...value.args.flatMap((arg) => chainOf(arg, block, uses)), value];
};

/** The block that goes on behind the selection. */
const split = (fn: SsaFunction, block: Block, { select, chain, isThen }: Branched): Block => {
  const [arm, join] = [new Block(fn.blocks.length), new Block(fn.blocks.length + 1)];
  fn.blocks.push(arm, join);
  const [condition, yes, no] = select.args as [Value, Value, Value];
  const { body, terminator } = block;
  const moved = new Set(chain);
  block.body = body.slice(0, body.indexOf(select)).filter((value) => !moved.has(value));
  arm.body = [...chain];
  join.body = body.slice(body.indexOf(select) + 1);
  join.phis = [select];
  select.op = 'phi';
  select.args = isThen ? [yes, no] : [no, yes];
  for (const value of arm.body) value.block = arm;
  for (const value of [select, ...join.body]) value.block = join;
  join.terminator = terminator;
  for (const next of successors(join))
    next.predecessors = next.predecessors.map((from) => (from === block ? join : from));
  const way = isThen ? { then: arm, otherwise: join } : { then: join, otherwise: arm };
  block.terminator = { kind: 'branch', condition, ...way, at: select.at };
  arm.terminator = { kind: 'jump', to: join, at: select.at };
  arm.predecessors = [block];
  join.predecessors = [arm, block];
  return join;
};

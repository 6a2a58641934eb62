import { naturalLoops } from '../../ssa/control-flow.ts';
import { type Block, type SsaFunction, terminatorArgs, type Value } from '../../ssa/ir.ts';

// What selection must know of a function before it begins.

/** How many of a comparison's uses read it as a condition. */
export const countFused = (fn: SsaFunction, isFused: (value: Value) => boolean): Map<Value, number> => {
  const fused = new Map<Value, number>();
  const count = (value: Value | undefined) => {
    if (value && isFused(value)) fused.set(value, (fused.get(value) ?? 0) + 1);
  };
  for (const block of fn.blocks) {
    for (const { op, args } of block.body) if (op === 'select' || op === 'trap_if') count(args[0]);
    if (block.terminator.kind === 'branch') count(block.terminator.condition);
  }
  return fused;
};

/** Pair or call → what is taken from it. */
export const findProjections = (fn: SsaFunction): Map<Value, Value[]> => {
  const projections = new Map<Value, Value[]>();
  for (const { body } of fn.blocks)
    for (const value of body) {
      if (value.op !== 'proj') continue;
      const from = value.args[0] as Value;
      const known = projections.get(from);
      if (known) known.push(value);
      else projections.set(from, [value]);
    }
  return projections;
};

/** Block inside a loop → the block that enters its innermost loop, where that is one block with one way on. */
export const loopPreheaders = (fn: SsaFunction): Map<Block, Block> => {
  const preheaders = new Map<Block, Block>();
  for (const loop of naturalLoops(fn.blocks)) {
    const outside = loop.header.predecessors.filter((block) => !loop.blocks.has(block));
    const [entry] = outside;
    for (const block of loop.blocks) {
      if (outside.length === 1 && entry) preheaders.set(block, entry);
      else preheaders.delete(block);
    }
  }
  return preheaders;
};

/** Whether `by` is the last to read a value, which is made in the same block: its register may then be overwritten. */
export const findLastUses = (fn: SsaFunction): ((value: Value, by: Value) => boolean) => {
  const last = new Map<Value, Value | undefined>();
  for (const block of fn.blocks) for (const { args } of block.phis) for (const arg of args) last.set(arg, undefined);
  for (const block of fn.blocks) {
    const here = new Set([...block.phis, ...block.body]);
    for (const by of block.body) for (const arg of by.args) if (!here.has(arg)) last.set(arg, undefined);
    for (const arg of terminatorArgs(block)) last.set(arg, undefined);
  }
  const isFixed = (value: Value) => last.has(value) && last.get(value) === undefined;
  for (const { body } of fn.blocks)
    for (const by of body) for (const arg of by.args) if (!isFixed(arg)) last.set(arg, by);
  return (value, by) => last.get(value) === by;
};

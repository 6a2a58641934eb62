import { dominators, type Loop, naturalLoops } from '../ssa/control-flow.ts';
import { type Block, hasEffect, isConstant, isLoad, type Op, type SsaFunction, type Value } from '../ssa/ir.ts';
import { isCompare } from '../ssa/simplify.ts';
import { preheaderOf } from './preheader.ts';

/** Blocks times loops of a function beyond which it stays as it is. */
const MAX_WORK = 1_000_000;

/**
 * Moves what every turn of a loop computes anew, and alike, in front of it. Comparisons stay: where they are read they only set
 * flags. Loads and calls move if every turn makes them and nothing in the loop writes memory.
 */
export const hoistInvariants = (fn: SsaFunction): void => {
  const loops = naturalLoops(fn.blocks);
  if (loops.length * fn.blocks.length > MAX_WORK) return;
  const idom = dominators(fn.blocks);
  const order = [...fn.blocks];
  for (const loop of loops.reverse()) {
    const moved = takeInvariants(loop, order, idom);
    if (moved.length === 0) continue;
    const before = preheaderOf(fn, loop, loops);
    for (const value of moved) value.block = before;
    before.body.push(...moved);
  }
};

/** Takes the invariant values out of their blocks. */
const takeInvariants = (loop: Loop, order: readonly Block[], idom: ReadonlyMap<Block, Block>): Value[] => {
  const inside = order.filter((block) => loop.blocks.has(block));
  const isQuiet = !inside.some(({ body }) => body.some(hasEffect));
  const moved = new Set<Value>();
  const isOutside = (arg: Value) => isConstant(arg) || moved.has(arg) || !loop.blocks.has(arg.block);
  for (const block of inside) {
    const isSure = isQuiet && isInEveryTurn(loop, block, idom);
    block.body = block.body.filter((value) => {
      const isMovable =
        isConstant(value) || hasEffect(value) ? false : isDear(value.op) ? isSure : !isCompare(value.op);
      if (!isMovable || !value.args.every(isOutside)) return true;
      moved.add(value);
      return false;
    });
  }
  return [...moved];
};

const isDear = (op: Op): boolean => isLoad(op) || op === 'call';

/** Whether each turn comes through `block`: it dominates every way back. */
const isInEveryTurn = ({ header, blocks }: Loop, block: Block, idom: ReadonlyMap<Block, Block>): boolean =>
  header.predecessors.every((from) => {
    if (!blocks.has(from)) return true;
    let at = from;
    while (at !== block && at !== header) at = idom.get(at) as Block;
    return at === block;
  });

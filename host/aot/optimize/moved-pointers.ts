import { dominators } from '../ssa/control-flow.ts';
import { type Block, isLoad, isStore, type SsaFunction, Value } from '../ssa/ir.ts';
import { countedLoops, type Induction } from './induction.ts';

/**
 * Behind a loop, addresses count from where a pointer then is: from where it was in the last turn, both would be kept through
 * the whole loop.
 */
export const countFromMoved = (fn: SsaFunction): void => {
  const idom = dominators(fn.blocks);
  const isBehind = (block: Block, by: Block): boolean => {
    for (let up = block; ; up = idom.get(up) as Block) {
      if (up === by) return true;
      if (up === idom.get(up)) return false;
    }
  };
  for (const { loop, latch, inductions } of countedLoops(fn))
    for (const block of fn.blocks)
      if (!loop.blocks.has(block) && isBehind(block, latch))
        for (const induction of inductions) rebase(fn, block, induction);
};

const rebase = (fn: SsaFunction, block: Block, { phi, next, step }: Induction): void => {
  for (const value of [...block.body]) {
    const { op, imm, args } = value;
    const [base, other] = args;
    if (base !== phi) continue;
    if ((isLoad(op) || isStore(op)) && imm >= step) {
      value.args = [next, ...args.slice(1)];
      value.imm -= step;
    } else if (op === 'add' && other?.op === 'const') {
      const rest = new Value(fn.nextId++, 'const', [], (other.imm - step) | 0, block);
      block.body.unshift(rest);
      value.args = [next, rest];
    }
  }
};

import type { FunctionBuilder } from '../ssa/function-builder.ts';
import type { Block, Value } from '../ssa/ir.ts';

interface Run {
  /** First index that goes to the target; it reaches up to the next run's. */
  readonly from: number;
  readonly target: Block;
}

/**
 * Ends the current block with a branch to the `index`-th target, or to the last if there are not so many: a balanced tree of
 * comparisons with the indices where the target changes. ARMv6-M has no TBB; a table of addresses would cost a literal a case.
 */
export const branchByIndex = (b: FunctionBuilder, index: Value, targets: readonly Block[]): void => {
  const runs = targets
    .map((target, from): Run => ({ from, target }))
    .filter(({ target }, at) => at === 0 || target !== targets[at - 1]);
  const decide = (first: number, end: number): void => {
    const { target } = runs[first] as Run;
    if (end - first === 1) return b.end({ kind: 'jump', to: target });
    const middle = (first + end) >> 1;
    const [then, otherwise] = [b.block(), b.block()];
    const condition = b.value('lt_u', [index, b.constant((runs[middle] as Run).from)]);
    b.end({ kind: 'branch', condition, then, otherwise });
    for (const [block, from, to] of [
      [then, first, middle],
      [otherwise, middle, end],
    ] as const) {
      b.seal(block);
      b.current = block;
      decide(from, to);
    }
  };
  decide(0, runs.length);
};

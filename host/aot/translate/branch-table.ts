import type { FunctionBuilder } from '../ssa/function-builder.ts';
import type { Block, Value } from '../ssa/ir.ts';

interface Run {
  /** First index that goes to the target; it reaches up to the next run's. */
  readonly from: number;
  readonly target: Block;
}

/** Fewer runs of equal targets are decided sooner by comparisons. */
const MIN_RUNS = 4;
/** More entries are many of one target, or a very large function. */
const MAX_ENTRIES = 1024;

/**
 * Ends the current block with a branch to the `index`-th target, or to the last if there are not so many. By a table where the
 * target has an instruction for that; else, and for few targets, by a balanced tree of comparisons with the indices where the
 * target changes: on ARMv6-M a table of addresses would cost a literal a case.
 */
export const branchByIndex = (
  b: FunctionBuilder,
  index: Value,
  targets: readonly Block[],
  hasTableBranch: boolean,
): void => {
  const runs = targets
    .map((target, from): Run => ({ from, target }))
    .filter(({ target }, at) => at === 0 || target !== targets[at - 1]);
  const isTable = hasTableBranch && runs.length >= MIN_RUNS && targets.length <= MAX_ENTRIES;
  if (isTable) byTable(b, index, targets);
  else byComparisons(b, index, runs);
};

const byTable = (b: FunctionBuilder, index: Value, targets: readonly Block[]): void => {
  const last = targets.length - 1;
  const [inside, outside] = [b.block(), b.block()];
  const condition = b.value('lt_u', [index, b.constant(last)]);
  const follow = (block: Block, target: Block) => {
    b.seal(block);
    b.current = block;
    b.end({ kind: 'jump', to: target });
  };
  b.end({ kind: 'branch', condition, then: inside, otherwise: outside });
  follow(outside, targets[last] as Block);
  b.seal(inside);
  b.current = inside;
  const entries = new Map([...new Set(targets.slice(0, last))].map((target) => [target, b.block()]));
  b.end({ kind: 'table', index, entries: targets.slice(0, last).map((target) => entries.get(target) as Block) });
  for (const [target, entry] of entries) follow(entry, target);
};

const byComparisons = (b: FunctionBuilder, index: Value, runs: readonly Run[]): void => {
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

import { hasEffect, type SsaFunction, terminatorArgs, type Value } from '../ssa/ir.ts';

/** Drops values that nothing with an effect needs. */
export const removeDead = (fn: SsaFunction): void => {
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

import { tidy } from '../ssa/control-flow.ts';
import type { SsaFunction } from '../ssa/ir.ts';
import type { TargetSpec } from '../targets/target.ts';
import { branchSelects } from './branch-selects.ts';
import { foldConstantBranches } from './constant-branches.ts';
import { expandConstantDivisions } from './constant-division.ts';
import { countDown } from './count-down.ts';
import { removeDead } from './dead-values.ts';
import { foldAddresses } from './fold-addresses.ts';
import { hoistInvariants } from './loop-invariants.ts';
import { rotateLoops } from './loop-rotation.ts';
import { mergeBlocks } from './merge-blocks.ts';
import { countFromMoved } from './moved-pointers.ts';
import { schedule } from './schedule.ts';
import { simplifyAgain } from './simplify-again.ts';
import { splitConditions } from './split-conditions.ts';
import { numberValues } from './value-numbering.ts';

/**
 * Optimisation of one function, in place; of the target it knows what addresses cost. Every pass leaves a valid function;
 * `tidy` cleans up after it.
 */
export const optimize = (fn: SsaFunction, { reaches, costs, pairsLoads, selectsByBranch }: TargetSpec): void => {
  const clean = () => {
    tidy(fn);
    if (simplifyAgain(fn)) tidy(fn);
    if (foldConstantBranches(fn)) tidy(fn);
    mergeBlocks(fn);
    numberValues(fn);
    tidy(fn);
    removeDead(fn);
  };
  clean();
  expandConstantDivisions(fn);
  tidy(fn);
  rotateLoops(fn);
  clean();
  hoistInvariants(fn);
  splitConditions(fn);
  clean();
  if (countDown(fn, costs)) clean();
  foldAddresses(fn, reaches);
  countFromMoved(fn);
  numberValues(fn);
  tidy(fn);
  removeDead(fn);
  if (selectsByBranch && branchSelects(fn)) tidy(fn);
  schedule(fn, pairsLoads);
};

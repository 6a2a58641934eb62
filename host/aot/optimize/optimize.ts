import { tidy } from '../ssa/control-flow.ts';
import type { SsaFunction } from '../ssa/ir.ts';
import { foldConstantBranches } from './constant-branches.ts';
import { expandConstantDivisions } from './constant-division.ts';
import { removeDead } from './dead-values.ts';
import { foldAddresses, type Reaches } from './fold-addresses.ts';
import { hoistInvariants } from './loop-invariants.ts';
import { rotateLoops } from './loop-rotation.ts';
import { mergeBlocks } from './merge-blocks.ts';
import { schedule } from './schedule.ts';
import { simplifyAgain } from './simplify-again.ts';
import { splitConditions } from './split-conditions.ts';
import { numberValues } from './value-numbering.ts';

/**
 * Optimisation of one function, in place; of the target it only knows how far offsets reach. Every pass leaves a valid function;
 * `tidy` cleans up after it.
 */
export const optimize = (fn: SsaFunction, reaches: Reaches): void => {
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
  foldAddresses(fn, reaches);
  removeDead(fn);
  schedule(fn);
};

import { allocate } from '../../machine/allocate.ts';
import type { TargetSpec } from '../target.ts';
import { encode } from './encode.ts';
import { loadPairs } from './load-multiple.ts';
import { registerFile } from './registers.ts';
import { select } from './select.ts';
import { reaches } from './select-access.ts';

/** Cortex-M0 and M0+: ARMv6-M (DDI 0419). */
export const thumbv6m: TargetSpec = {
  takesUnaligned: false,
  hasTableBranch: false,
  pairsLoads: true,
  selectsByBranch: true,
  reaches,
  costs: { indexed: (shift, accesses) => (shift > 0 ? 1 : 0) + (accesses > 1 ? 1 : 0), moved: 1 },
  generate: (fn) => {
    const machine = select(fn);
    loadPairs(machine);
    return encode(machine, allocate(machine, registerFile));
  },
};

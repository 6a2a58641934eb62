import { allocate } from '../../machine/allocate.ts';
import type { TargetSpec } from '../target.ts';
import { encode } from './encode.ts';
import { movePointers } from './post-index.ts';
import { registerFile } from './registers.ts';
import { select } from './select.ts';
import { reaches } from './select-memory.ts';

/** Cortex-M4 and M7: ARMv7E-M (DDI 0403). Its code also runs on ARMv8-M mainline with DSP: Cortex-M33, M55. */
export const thumbv7em: TargetSpec = {
  takesUnaligned: true,
  hasTableBranch: true,
  pairsLoads: false,
  selectsByBranch: false,
  reaches: (_op, offset) => reaches(offset),
  // An index shifted by up to 3 is a part of one access; pointers move as they are used.
  costs: { indexed: (shift, accesses) => (accesses === 1 && shift <= 3 ? 0 : 1), moved: 0 },
  generate: (fn) => {
    const machine = select(fn);
    movePointers(machine);
    return encode(machine, allocate(machine, registerFile));
  },
};

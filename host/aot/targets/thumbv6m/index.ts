import { allocate } from '../../machine/allocate.ts';
import type { TargetSpec } from '../target.ts';
import { encode } from './encode.ts';
import { registerFile } from './registers.ts';
import { select } from './select.ts';
import { reaches } from './select-access.ts';

/** Cortex-M0 and M0+: ARMv6-M (DDI 0419). */
export const thumbv6m: TargetSpec = {
  takesUnaligned: false,
  reaches,
  generate: (fn) => {
    const machine = select(fn);
    return encode(machine, allocate(machine, registerFile));
  },
};

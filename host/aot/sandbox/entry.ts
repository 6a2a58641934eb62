import type { Target } from '../compile-module.ts';
import type { Section } from '../object-code.ts';
import { sandboxEntry as thumbv6m } from '../targets/thumbv6m/sandbox.ts';

/** `sandbox.enter`, `sandbox.trap` and what else sandboxed code calls that only a target can say. */
const entries: Readonly<Record<Target, readonly Section[]>> = {
  thumbv6m,
  // Every instruction of ARMv6-M is one of ARMv7-M, too.
  thumbv7em: thumbv6m,
};

export const sandboxEntry = (target: Target): readonly Section[] => entries[target];

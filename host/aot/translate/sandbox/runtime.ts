import type { Value } from '../../ssa/ir.ts';
import type { Sandbox } from '../context.ts';
import type { Translation } from '../translation.ts';

/** Calls a function of `assembly/sandbox`, which finds the module's memory, tables and segments through the instance; gives its word. */
export const callRuntime = (t: Translation, { instance }: Sandbox, name: string, args: readonly Value[]): Value => {
  const call = t.b.value('call', [t.b.value('symbol', [], 0, instance), ...args], 1, `sandbox.${name}`);
  return t.b.value('proj', [call], 0);
};

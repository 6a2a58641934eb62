import { Trap } from '../../../../assembly/shared/trap.ts';
import type { Value } from '../../ssa/ir.ts';
import type { Sandbox } from '../context.ts';
import type { Handlers, Translation } from '../translation.ts';
import { memoryBytes, refreshMemory } from './bounds.ts';
import { callRuntime } from './runtime.ts';

// Core specification 4.4.7: the instructions that concern a memory as a whole, or ranges of it. The sandbox's runtime does
// them, and says whether a range was out of bounds: then nothing has been written.

const PAGE_SHIFT = 16;

export const bulk = (sandbox: Sandbox): Handlers => {
  const inRange = (t: Translation, name: string, args: readonly Value[]): void =>
    t.trapIf(callRuntime(t, sandbox, name, args), Trap.MEMORY_BOUNDS);
  return {
    'memory.size': (t) => t.pushWord(t.b.value('shr_u', [memoryBytes(t, sandbox.memory), t.b.constant(PAGE_SHIFT)])),
    'memory.grow': (t) => {
      t.pushWord(callRuntime(t, sandbox, 'memory_grow', [t.popWord()]));
      refreshMemory(t);
    },
    'memory.fill': (t) => inRange(t, 'memory_fill', t.popThree()),
    'memory.copy': (t) => inRange(t, 'memory_copy', t.popThree()),
    'memory.init': (t, { operands: [segment = 0] }) =>
      inRange(t, 'memory_init', [t.b.constant(segment), ...t.popThree()]),
    'data.drop': (t, { operands: [segment = 0] }) => {
      const length = t.b.value('symbol', [], 4 * segment, sandbox.dataLengths);
      t.b.value('store32', [length, t.b.constant(0)]);
    },
  };
};

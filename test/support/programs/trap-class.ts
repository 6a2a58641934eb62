import { TRAP_KIND_SHIFT, Trap } from '../../../assembly/shared/trap.ts';
import type { TrapReport } from '../../../host/emulate/bare/sandbox-instance.ts';

/** Kinds that Node tells apart, by what its messages hold. */
const messages: readonly (readonly [RegExp, string])[] = [
  [/unreachable/, 'unreachable'],
  [/divide by zero|remainder by zero/, 'zero'],
  [/divide result unrepresentable|float unrepresentable/, 'number'],
  [/memory access out of bounds|data segment/, 'memory'],
  [/table index is out of bounds|table access out of bounds|element segment/, 'table'],
  [/null function or function signature/, 'signature'],
  [/call stack/, 'stack'],
];
const kinds: Readonly<Record<Trap, string>> = {
  [Trap.NONE]: 'none',
  [Trap.UNREACHABLE]: 'unreachable',
  [Trap.DIVIDE_BY_ZERO]: 'zero',
  [Trap.INTEGER_OVERFLOW]: 'number',
  [Trap.INVALID_CONVERSION]: 'number',
  [Trap.MEMORY_BOUNDS]: 'memory',
  [Trap.TABLE_BOUNDS]: 'table',
  [Trap.UNDEFINED_ELEMENT]: 'table',
  [Trap.UNINITIALIZED_ELEMENT]: 'signature',
  [Trap.INDIRECT_CALL_TYPE]: 'signature',
  [Trap.STACK_EXHAUSTED]: 'stack',
};

const show = (what: string, at: number): string => (what === 'stack' ? 'trap: stack' : `trap: ${what} at ${at}`);

/** The word that a trap leaves. */
export const trapReport = (word: number): TrapReport => ({
  kind: word >>> TRAP_KIND_SHIFT,
  at: word & ((1 << TRAP_KIND_SHIFT) - 1),
});

/** What trapped, and at which byte of the module; 0 is none. */
export const trapClass = ({ kind, at }: TrapReport): string => show(kinds[kind], at);

/** Node's stack holds a line for each function, innermost first, with the byte. */
export const trapClassOf = (error: Error): string => {
  const [, at = '0'] = /^.*wasm-function\[\d+\]:0x([\da-f]+)/m.exec(error.stack ?? '') ?? [];
  return show(messages.find(([pattern]) => pattern.test(error.message))?.[1] ?? error.message, Number.parseInt(at, 16));
};

import { Trap } from '../../../assembly/shared/trap.ts';

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

export const trapClass = (kind: Trap): string => `trap: ${kinds[kind]}`;
export const trapClassOf = (error: Error): string =>
  `trap: ${messages.find(([pattern]) => pattern.test(error.message))?.[1] ?? error.message}`;

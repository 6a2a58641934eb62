import { Trap } from '../../../assembly/shared/trap.ts';

/** What each trap is called, in the words of the specification's tests. */
export const trapText: Readonly<Record<Trap, string>> = {
  [Trap.NONE]: 'no trap',
  [Trap.UNREACHABLE]: 'unreachable',
  [Trap.DIVIDE_BY_ZERO]: 'integer divide by zero',
  [Trap.INTEGER_OVERFLOW]: 'integer overflow',
  [Trap.INVALID_CONVERSION]: 'invalid conversion to integer',
  [Trap.MEMORY_BOUNDS]: 'out of bounds memory access',
  [Trap.TABLE_BOUNDS]: 'out of bounds table access',
  [Trap.UNDEFINED_ELEMENT]: 'undefined element',
  [Trap.UNINITIALIZED_ELEMENT]: 'uninitialized element',
  [Trap.INDIRECT_CALL_TYPE]: 'indirect call type mismatch',
  [Trap.STACK_EXHAUSTED]: 'call stack exhausted',
};

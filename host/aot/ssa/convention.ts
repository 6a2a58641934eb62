/**
 * How a call passes words on every target: arguments as the procedure call standard has it (AAPCS32, 6.5), the first four in
 * r0-r3, the rest on the stack. Results are WebAssembly's own: the first two in r0 and r1, the rest in words of the caller's
 * outgoing area behind the arguments on the stack, where the callee stores them before it returns.
 *
 *   callee's frame | argument 4 | argument 5 | … | result 2 | result 3 | … | caller's frame
 *                  ▲ sp at the call
 */
export const ARGUMENT_REGISTERS = 4;
export const RESULT_REGISTERS = 2;

/** Words of arguments on the stack. */
export const stackArguments = (words: number): number => Math.max(0, words - ARGUMENT_REGISTERS);
/** Words of results on the stack. */
export const stackResults = (words: number): number => Math.max(0, words - RESULT_REGISTERS);
